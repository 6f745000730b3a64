import { expect } from 'vitest'
import type { Asker } from './asker.ts'
import type { RoomEvent } from './room-event.ts'

/** A room of Anna's with a bot that may pin, seen by her. */
export interface PinnedRoom {
  readonly id: string
  /** Asks with the prefix and gives the text of the answer. */
  says(text: string, by?: Asker): Promise<string>
  /** Gives people levels of power. */
  empower(levels: Readonly<Record<string, number>>): Promise<void>
  /** The ids of what is pinned, as the server has it. */
  pinned(): Promise<readonly string[]>
  pin(ids: readonly string[]): Promise<void>
  /** The messages of the bot that answer nobody and edit nothing: its cards. */
  cards(): readonly RoomEvent[]
  /** What edits the cards. */
  edits(): readonly RoomEvent[]
}

export interface PinnedRoomOptions {
  readonly bot: string
  readonly encrypted?: boolean
  readonly others?: readonly Asker[]
  readonly levels?: Readonly<Record<string, number>>
}

/** Opens a room where the bot may pin, unless other levels are given. */
export async function openPinnedRoom(anna: Asker, { bot, ...options }: PinnedRoomOptions): Promise<PinnedRoom> {
  const { encrypted = false, others = [], levels = { [bot]: 50 } } = options
  const invited = [bot, ...others.map(({ userId }) => userId)]
  const id = await anna.createRoom({ encrypted, invite: invited })
  for (const other of others) await other.join(id)
  for (const user of invited) await anna.waitForMember(id, user)
  const pinned = async () => ((await anna.state(id, 'm.room.pinned_events')).pinned ?? []) as readonly string[]
  const ofBot = () => anna.eventsIn(id).filter(({ sender, type }) => sender === bot && type === 'm.room.message')
  const room: PinnedRoom = {
    id,
    pinned,
    says: async (text, by = anna) => {
      const answer = await by.waitForReply(await by.ask(id, `!messenger ${text}`))
      return String(answer.content.body).replace(/[\u2066-\u2069\u200F]/g, '')
    },
    empower: async (more) => {
      const power = await anna.state(id, 'm.room.power_levels')
      await anna.setState(id, 'm.room.power_levels', { ...power, users: { ...(power.users as object), ...more } })
    },
    pin: async (ids) => void (await anna.setState(id, 'm.room.pinned_events', { pinned: ids })),
    cards: () => ofBot().filter(({ content }) => content['m.relates_to'] === undefined),
    edits: () => {
      const cards = new Set(room.cards().map(({ event_id }) => event_id))
      return ofBot().filter(({ content: { 'm.relates_to': relation } }) => cards.has(relation?.event_id ?? ''))
    },
  }
  await room.empower(levels)
  return room
}

/** Waits until something is so, and says what it is instead if it never is. */
export async function eventually<T>(look: () => T | Promise<T>, wanted: NoInfer<T>): Promise<void> {
  await expect.poll(look, { timeout: 30_000 }).toEqual(wanted)
}
