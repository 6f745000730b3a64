import { setTimeout as sleep } from 'node:timers/promises'
import type { MatrixClient } from 'matrix-bot-sdk'
import type { Bot } from '../../src/index.ts'
import type { Identity } from './address.ts'
import type { Answering } from './answering.ts'
import type { Encryption } from './crypto/encryption.ts'
import { type MatrixEvent, objectIn } from './event.ts'
import { type createInvitations, join, serverOf } from './invitations.ts'
import type { Log } from './log.ts'
import { describeFailure, isFatal, isRefusal, type Patience, request } from './requests.ts'
import type { Rooms } from './rooms.ts'
import type { Invitation, Store } from './store.ts'
import { fillGap, type RoomNews, sync } from './sync.ts'

interface Tools {
  readonly bot: Bot
  readonly client: MatrixClient
  readonly encryption: Encryption | undefined
  readonly store: Store
  readonly rooms: Rooms
  readonly me: Identity
  readonly log: Log
  readonly invitations: ReturnType<typeof createInvitations>
  readonly answering: Answering
  /** Events older than this are no news, in milliseconds. */
  readonly catchUp: number
  readonly patience: Patience
  /** Called with what makes going on impossible. */
  readonly fail: (error: unknown) => void
}

const answerable = ['m.room.message', 'm.room.encrypted', 'm.reaction', 'm.room.redaction']

/** How long to wait after what should not happen, in milliseconds. */
const pause = 5_000

/**
 * Listens to the server: what may ask for an answer is in the store before the position moves on, so that nothing is
 * lost whenever the process ends.
 */
export async function listen(tools: Tools): Promise<never> {
  const { store, invitations, log, fail, patience } = tools
  const consider = (invitation: Invitation) => void invitations.consider(invitation).catch(fail)
  for (const invitation of store.invitations()) consider(invitation)
  for (;;) {
    try {
      for (const invitation of await hear(tools)) consider(invitation)
    } catch (error) {
      if (patience.signal.aborted || isFatal(error)) throw error
      log('error', `Cannot take in what is new: ${describeFailure(error)}. Trying again.`)
      await sleep(pause, undefined, { signal: patience.signal })
    }
  }
}

/** Takes in what is new and gives the invitations among it. */
async function hear(tools: Tools): Promise<readonly Invitation[]> {
  const { client, encryption, me, store, answering, patience } = tools
  const news = await sync(client, encryption, me.userId, store.position(), patience)
  const received = (await Promise.all(news.rooms.map((room) => receive(tools, room)))).flat()
  store.receive(received, news.invitations, news.position)
  for (const room of new Set(received.map(({ room }) => room))) answering.attend(room)
  return news.invitations
}

/** What may ask for an answer among what happened in a room; what else changed the room is taken in. */
async function receive(tools: Tools, { room, events, gapBefore }: RoomNews) {
  const { client, rooms, me, catchUp, log, patience } = tools
  const now = Date.now()
  const sentAt = ({ unsigned, origin_server_ts: at }: MatrixEvent) =>
    unsigned?.age === undefined ? (at ?? now) : now - unsigned.age
  const isRecent = (event: MatrixEvent) => sentAt(event) > now - catchUp
  const missed =
    gapBefore === undefined
      ? []
      : await fillGap(client, room, gapBefore, isRecent, patience).catch((error) => {
          if (!isRefusal(error)) throw error
          log('warn', `What was said in a room meanwhile cannot be read: ${describeFailure(error)}.`)
          return []
        })
  for (const event of events) {
    rooms.noticeChange(room, event)
    if (event.type === 'm.room.member' && event.state_key !== me.userId) void leaveIfEmpty(tools, room)
    if (event.type === 'm.room.tombstone') void follow(tools, room, event)
  }
  return [...missed, ...events]
    .filter((event) => answerable.includes(event.type) && event.sender !== me.userId && isRecent(event))
    .map((event) => ({ id: event.event_id, room, at: sentAt(event), event }))
}

/** Nobody is there to answer any more. */
async function leaveIfEmpty({ client, rooms, log, patience }: Tools, room: string): Promise<void> {
  try {
    if (!(await rooms.isEmpty(room))) return
    const path = `/rooms/${encodeURIComponent(room)}/leave`
    await request(client, { method: 'POST', path, body: {} }, patience)
    log('info', 'Left a room that everybody else had left.')
  } catch (error) {
    if (!patience.signal.aborted) log('warn', `Cannot leave an empty room: ${describeFailure(error)}.`)
  }
}

/** A room that was upgraded goes on in another one, with the settings it had; to a private one somebody must invite. */
async function follow({ bot, client, store, log, patience }: Tools, room: string, { sender, content }: MatrixEvent) {
  const next = objectIn(content).replacement_room
  if (typeof next !== 'string') return
  store.note(next, 'replacement')
  bot.move({ platform: 'matrix', id: room }, { platform: 'matrix', id: next })
  try {
    await join(client, next, serverOf(sender), patience)
    log('info', 'Followed an upgraded room.')
  } catch (error) {
    if (!patience.signal.aborted) log('info', `An upgraded room waits for an invitation (${describeFailure(error)}).`)
  }
}
