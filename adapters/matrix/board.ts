import type { Answer, Board, Circumstances } from '../../src/index.ts'
import { anObject } from './answer.ts'
import { objectIn } from './event.ts'
import { mannerIn } from './manner.ts'
import { createMessage, digestOf } from './message.ts'
import { request, wasForbidden, wasNotFound } from './requests.ts'
import type { Rooms } from './rooms.ts'
import type { Tools } from './tools.ts'

/** The board of a room: its pinned messages, of which the bot keeps its own up to date without notifying anybody. */
export function createBoard(tools: Tools, room: string): Board {
  const { sender, store, rooms, pinnedEvents, encryption, patience } = tools
  const say = async (answer: Answer) => {
    const manner = await mannerIn(tools, room)
    const content = createMessage(answer, manner)
    const replacing = (message: string) => createMessage(answer, { ...manner, replaces: message })
    return { content, replacing, digest: digestOf(content) }
  }
  return {
    post: async (answer, cause) => {
      const { content, digest } = await say(answer)
      return { message: await sender.send(room, content, `pin ${cause}`, patience), digest }
    },
    edit: async (message, answer, earlier = '') => {
      const event = await find(tools, room, message)
      if (!event) return undefined
      const { replacing, digest } = await say(answer)
      // What was encrypted is not said in clear; it is edited when encryption is switched on again.
      const isOutOfReach = event.type === 'm.room.encrypted' && !encryption
      if (digest === earlier || isOutOfReach) return { message, digest: earlier }
      // Each edit is sent once, even one that says what an earlier one said.
      const cause = `edit ${message} ${store.countEdit(room, message, digest)}`
      await sender.send(room, replacing(message), cause, patience)
      return { message, digest }
    },
    remove: async (message) => {
      if (await find(tools, room, message)) await sender.redact(room, message, `remove ${message}`, patience)
    },
    pin: (message) => pinnedEvents.change(room, message, 'pinned', patience),
    unpin: (message) => pinnedEvents.change(room, message, 'not pinned', patience),
    pinned: async () => ((await isMember(rooms, room)) ? pinnedEvents.of(room, patience) : undefined),
    circumstances: (language) => circumstancesIn(tools, room, language),
  }
}

/** Whether the bot is in a room: nobody else is told who is. */
async function isMember(rooms: Rooms, room: string): Promise<boolean> {
  try {
    await rooms.membersOf(room)
    return true
  } catch (error) {
    if (wasForbidden(error) || wasNotFound(error)) return false
    throw error
  }
}

/** A message as it stands in the room; undefined when it is gone. */
async function find(
  { client, patience }: Tools,
  room: string,
  message: string,
): Promise<ReturnType<typeof objectIn> | undefined> {
  const path = `/rooms/${encodeURIComponent(room)}/event/${encodeURIComponent(message)}`
  try {
    const event = await request(client, { method: 'GET', path, read: anObject }, patience)
    return objectIn(event.unsigned).redacted_because === undefined ? event : undefined
  } catch (error) {
    if (wasNotFound(error)) return undefined
    throw error
  }
}

async function circumstancesIn(tools: Tools, room: string, language: string): Promise<Circumstances> {
  const { bot, me, rooms, encryption } = tools
  const isEncrypted = (await encryption?.isRoomEncrypted(room)) ?? false
  const level = await rooms.levelLacked(room, me.userId, isEncrypted ? 'm.room.encrypted' : 'm.room.message')
  const missing =
    level === undefined ? [] : [bot.say('pin.needsLevel', language, { level: String(level), name: me.userId })]
  const { prefix } = await mannerIn(tools, room)
  const command = [prefix, 'pins renew'].filter((part) => part !== undefined).join(' ')
  return { missing, notes: isEncrypted ? [bot.say('pin.laterComers', language, { command })] : [] }
}
