import { randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { keepPrivate } from '../support/privacy-watch.ts'
import { startInChroot } from './chroot.ts'
import type { Homeserver } from './homeserver.ts'
import { speakInLines } from './line-program.ts'
import { answers, type Content, type MessageOptions, type RoomEvent, textContent } from './room-event.ts'

/** A person in Matrix rooms, with an encrypted client that is independent of everything the bot uses. */
export interface Asker {
  readonly userId: string
  /** Makes a private room and returns its id. */
  createRoom(options?: RoomOptions): Promise<string>
  join(room: string): Promise<void>
  leave(room: string): Promise<void>
  invite(room: string, userId: string): Promise<void>
  /** Sends a text, encrypted where the room is, and returns its event id. */
  ask(room: string, text: string, options?: MessageOptions): Promise<string>
  /** Sends any content and returns its event id. */
  send(room: string, type: string, content: Content): Promise<string>
  /** Sends a content as it is, encrypted or not, and returns its event id. */
  sendRaw(room: string, type: string, content: Content): Promise<string>
  react(room: string, eventId: string, key: string): Promise<string>
  redact(room: string, eventId: string): Promise<string>
  /** A state event's content as the server has it, empty where there is none. */
  state(room: string, type: string): Promise<Content>
  /** Writes a state event and returns its id. */
  setState(room: string, type: string, content: Content): Promise<string>
  /** Upgrades a room and returns the id of the one that takes its place. */
  upgrade(room: string): Promise<string>
  /** What has arrived in all rooms, the asker's own events included. */
  events(): readonly RoomEvent[]
  /** What has arrived in a room, the asker's own events included, oldest first. */
  eventsIn(room: string): readonly RoomEvent[]
  /** The messages so far that reply to an event. */
  answersTo(eventId: string): readonly RoomEvent[]
  waitForReply(eventId: string, timeout?: number): Promise<RoomEvent>
  /** The first event of a room, already there or still to come, that is as described. */
  waitForEvent(room: string, isIt: (event: RoomEvent) => boolean, timeout?: number): Promise<RoomEvent>
  waitForMember(room: string, userId: string, timeout?: number): Promise<RoomEvent>
  stop(): Promise<void>
}

export interface RoomOptions {
  readonly encrypted?: boolean
  readonly direct?: boolean
  readonly invite?: readonly string[]
}

const patience = 30_000

/** Registers an account of that name and logs its client in. */
export async function startAsker(homeserver: Homeserver, name: string): Promise<Asker> {
  const { userId, deviceId, accessToken } = await homeserver.register(name)
  const child = await startInChroot('asker.py')
  const inbox = openInbox()
  const client = speakInLines(child, inbox.receive, inbox.fail)
  await client.request({ do: 'login', homeserver: homeserver.url, user: userId, device: deviceId, token: accessToken })

  const idOf = async (command: { do: string; [argument: string]: unknown }) => String(await client.request(command))
  const send = (room: string, type: string, content: Content) => {
    keepPrivate(String(content.body ?? ''))
    return idOf({ do: 'send', room, type, content })
  }
  const waitForEvent: Asker['waitForEvent'] = (room, isIt, timeout) =>
    inbox.waitFor((event) => event.room_id === room && isIt(event), timeout)
  return {
    userId,
    createRoom: ({ encrypted = false, direct = false, invite = [] } = {}) =>
      idOf({ do: 'create', encrypted, direct, invite }),
    join: async (room) => void (await client.request({ do: 'join', room })),
    leave: async (room) => void (await client.request({ do: 'leave', room })),
    invite: async (room, user) => void (await client.request({ do: 'invite', room, user })),
    ask: (room, text, options) => send(room, 'm.room.message', textContent(text, options)),
    send,
    react: (room, eventId, key) =>
      send(room, 'm.reaction', { 'm.relates_to': { rel_type: 'm.annotation', event_id: eventId, key } }),
    sendRaw: async (room, type, content) => {
      keepPrivate(String(content.body ?? ''))
      const path = `/rooms/${encodeURIComponent(room)}/send/${type}/${randomUUID()}`
      return String((await call(homeserver.url, accessToken, 'PUT', path, content)).event_id)
    },
    state: (room, type) =>
      call(homeserver.url, accessToken, 'GET', `/rooms/${encodeURIComponent(room)}/state/${type}`).catch(() => ({})),
    setState: async (room, type, content) => {
      const path = `/rooms/${encodeURIComponent(room)}/state/${type}`
      return String((await call(homeserver.url, accessToken, 'PUT', path, content)).event_id)
    },
    upgrade: async (room) => {
      const path = `/rooms/${encodeURIComponent(room)}/upgrade`
      return String((await call(homeserver.url, accessToken, 'POST', path, { new_version: '12' })).replacement_room)
    },
    redact: (room, event) => idOf({ do: 'redact', room, event }),
    events: inbox.events,
    eventsIn: (room) => inbox.events().filter((event) => event.room_id === room),
    answersTo: (eventId) => inbox.events().filter((event) => answers(event, eventId)),
    waitForReply: (eventId, timeout) => inbox.waitFor((event) => answers(event, eventId), timeout),
    waitForEvent,
    waitForMember: (room, userId, timeout) =>
      waitForEvent(room, ({ state_key, content }) => state_key === userId && content.membership === 'join', timeout),
    stop: client.stop,
  }
}

/** Asks the homeserver itself, past the asker's client. */
async function call(url: string, token: string, method: string, path: string, body?: object): Promise<Content> {
  const headers = { authorization: `Bearer ${token}` }
  const sent = body ? { body: JSON.stringify(body) } : {}
  const response = await fetch(`${url}/_matrix/client/v3${path}`, { method, headers, ...sent })
  const result = (await response.json()) as Content
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(result)}`)
  return result
}

/** Keeps what arrives; an event that is decrypted late takes its former place. */
function openInbox() {
  const events = new Map<string, RoomEvent>()
  const arrivals = new EventEmitter().setMaxListeners(0).on('error', () => {})
  return {
    events: () => [...events.values()],
    fail: (error: Error) => arrivals.emit('error', error),
    receive: (event: unknown) => {
      const arrived = event as RoomEvent
      events.set(arrived.event_id, arrived)
      arrivals.emit('event')
    },
    waitFor: async (isIt: (event: RoomEvent) => boolean, timeout = patience): Promise<RoomEvent> => {
      const signal = AbortSignal.timeout(timeout)
      for (;;) {
        const found = [...events.values()].find(isIt)
        if (found) return found
        await once(arrivals, 'event', { signal }).catch((error: Error) => {
          if (!signal.aborted) throw error
          throw new Error(`Waited ${timeout} ms in vain. What arrived: ${JSON.stringify([...events.values()])}`)
        })
      }
    },
  }
}
