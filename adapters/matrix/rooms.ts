import type { MatrixClient } from 'matrix-bot-sdk'
import { aList, namesOf } from './answer.ts'
import { eventsIn, type MatrixEvent, objectIn } from './event.ts'
import { type Patience, request } from './requests.ts'

/** What the bot knows of the rooms it is in; asked of the server once, and anew when it has changed. */
export interface Rooms {
  /** Whether only one person is there beside the bot, so that every message is for it. */
  isDirect(room: string): Promise<boolean>
  /** Whether nobody is there beside the bot. */
  isEmpty(room: string): Promise<boolean>
  membersOf(room: string): Promise<ReadonlySet<string>>
  /** Whether somebody may do what the room reserves: pin messages, or remove those of others. */
  may(room: string, user: string, what: 'pin' | 'redact'): Promise<boolean>
  /** The level that somebody lacks to send messages of a type and to pin them; undefined if nothing is lacking. */
  levelLacked(room: string, user: string, messageType: string): Promise<number | undefined>
  /** Takes in what changed a room. */
  noticeChange(room: string, event: MatrixEvent): void
  /** Takes in that people may have come and gone unseen. */
  noticeGap(room: string): void
}

/** A level that nobody falls short of: in newer rooms whoever made the room is above all levels. */
const founder = Number.POSITIVE_INFINITY
/** What the specification takes for granted where a room says nothing. */
const defaultLevel = { redact: 50, state_default: 50, events_default: 0 }

/** Looks after the rooms of a client. */
export function createRooms(client: MatrixClient, patience: Patience): Rooms {
  const members = new Map<string, Promise<ReadonlySet<string>>>()
  const powers = new Map<string, Promise<Powers>>()
  const membersOf = remembered(members, (room) => fetchMembers(client, room, patience))
  const powersOf = remembered(powers, (room) => fetchPowers(client, room, patience))
  return {
    isDirect: async (room) => (await membersOf(room)).size <= 2,
    isEmpty: async (room) => (await membersOf(room)).size <= 1,
    membersOf,
    may: async (room, user, what) => {
      const powers = await powersOf(room)
      const needed = what === 'redact' ? levelFor(powers, 'redact') : levelToPin(powers)
      return levelOf(powers, user) >= needed
    },
    levelLacked: async (room, user, messageType) => {
      const powers = await powersOf(room)
      const needed = Math.max(levelToPin(powers), levelToSend(powers, messageType, 'events_default'))
      return levelOf(powers, user) < needed ? needed : undefined
    },
    noticeChange: (room, { type }) => {
      if (type === 'm.room.member') members.delete(room)
      if (type === 'm.room.power_levels') powers.delete(room)
    },
    noticeGap: (room) => void members.delete(room),
  }
}

interface Powers {
  readonly founders: ReadonlySet<string>
  readonly levels: { readonly [key: string]: unknown }
}

function levelOf({ founders, levels }: Powers, user: string): number {
  if (founders.has(user)) return founder
  return numberIn(levels.users, user) ?? numberIn(levels, 'users_default') ?? 0
}

function levelFor({ levels }: Powers, what: keyof typeof defaultLevel): number {
  return numberIn(levels, what) ?? defaultLevel[what]
}

function levelToSend(powers: Powers, type: string, otherwise: keyof typeof defaultLevel): number {
  return numberIn(powers.levels.events, type) ?? levelFor(powers, otherwise)
}

function levelToPin(powers: Powers): number {
  return levelToSend(powers, 'm.room.pinned_events', 'state_default')
}

/** Keeps what was fetched; what failed is fetched again. */
function remembered<T>(kept: Map<string, Promise<T>>, fetch: (room: string) => Promise<T>) {
  return (room: string): Promise<T> => {
    const known = kept.get(room)
    if (known) return known
    const fetched = fetch(room)
    kept.set(room, fetched)
    fetched.catch(() => kept.delete(room))
    return fetched
  }
}

async function fetchMembers(client: MatrixClient, room: string, patience: Patience): Promise<ReadonlySet<string>> {
  const path = `/rooms/${encodeURIComponent(room)}/joined_members`
  const read = (answer: unknown) => new Set(namesOf(answer, 'joined'))
  return request(client, { method: 'GET', path, read }, patience)
}

/** Room versions from 12 on put whoever made the room above all levels. */
const withFounders = 12

async function fetchPowers(client: MatrixClient, room: string, patience: Patience): Promise<Powers> {
  const path = `/rooms/${encodeURIComponent(room)}/state`
  const state = eventsIn(await request(client, { method: 'GET', path, read: aList }, patience))
  const find = (type: string) => state.find((event) => event.type === type && event.state_key === '')
  const creation = find('m.room.create')
  const levels = find('m.room.power_levels')?.content
  const { additional_creators: others, room_version: version } = creation?.content ?? {}
  const creators = [creation?.sender, ...(Array.isArray(others) ? others : [])].filter(
    (user) => typeof user === 'string',
  )
  const isNew = typeof version === 'string' && Number(version) >= withFounders
  // Without levels of its own a room is in the hands of whoever made it.
  const founders = isNew || !levels ? creators : []
  return { founders: new Set(founders), levels: levels ?? {} }
}

function numberIn(value: unknown, key: string): number | undefined {
  const found = objectIn(value)[key]
  const number = typeof found === 'string' ? Number.parseInt(found, 10) : found
  return typeof number === 'number' && !Number.isNaN(number) ? number : undefined
}
