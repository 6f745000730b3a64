import type { MatrixClient } from 'matrix-bot-sdk'
import type { Log } from '../log.ts'
import { anObject } from './answer.ts'
import { isState, type MatrixEvent, objectIn } from './event.ts'
import { describeFailure, type Patience, request, wasNotFound } from './requests.ts'

/** What is pinned in rooms, where others pin at the same time. */
export interface PinnedEvents {
  of(room: string, patience: Patience): Promise<readonly string[]>
  /** Pins a message or takes it down; a second time changes nothing. */
  change(room: string, message: string, to: Wish, patience: Patience): Promise<void>
  /** Takes in that somebody else changed what is pinned. */
  noticeChange(room: string, event: MatrixEvent): void
}

/** What somebody wants of a message. */
type Wish = 'pinned' | 'not pinned'

/** What was wanted of messages in a room since a time, in milliseconds since 1970. */
interface Wishes {
  readonly since: number
  readonly of: Map<string, Wish>
}

/** For how long changes made at once may still meet, in milliseconds. */
const moments = 10_000

/**
 * Looks after what is pinned in the rooms of a client. State has no compare-and-set: of two changes made at once servers
 * keep one, whole. So for some moments around each of ours everybody's wishes are kept and seen to, whoever wins.
 */
export function createPinnedEvents(client: MatrixClient, patience: Patience, log: Log): PinnedEvents {
  const startedAt = Date.now()
  const kept = new Map<string, Wishes>()
  const mending = new Map<string, Promise<void>>()
  const isFresh = ({ since }: Pick<Wishes, 'since'>) => since > Date.now() - moments
  const wishesIn = (room: string, since: number) => {
    for (const [other, wishes] of kept) if (!isFresh(wishes)) kept.delete(other)
    const wishes: Wishes = { since, of: kept.get(room)?.of ?? new Map() }
    kept.set(room, wishes)
    return wishes.of
  }
  const mend = (room: string, wishes: Wishes['of']) =>
    fulfil(client, room, wishes, patience).catch((error) => {
      if (!patience.signal.aborted)
        log('warn', 'Cannot pin again what got lost: {reason}.', { reason: describeFailure(error) })
    })
  return {
    of: async (room, patience) => {
      await mending.get(room)
      return pinsIn(await read(client, room, patience))
    },
    change: async (room, message, wish, patience) => {
      const wishes = wishesIn(room, Date.now()).set(message, wish)
      await fulfil(client, room, wishes, patience)
    },
    noticeChange: (room, event) => {
      // What an earlier process did last may have met others' changes, too.
      const since = kept.get(room)?.since ?? startedAt
      if (!isState(event, 'm.room.pinned_events') || !isFresh({ since })) return
      const wishes = wishesIn(room, since)
      for (const [message, wish] of wishesOf(event, wishes)) wishes.set(message, wish)
      const work = (mending.get(room) ?? Promise.resolve()).then(() => mend(room, wishes))
      mending.set(room, work)
      void work.then(() => {
        if (mending.get(room) === work) mending.delete(room)
      })
    },
  }
}

/**
 * What somebody wanted who changed what is pinned. Who pins something and thereby changes something else did so
 * unawares, with a list from before; what only takes down is meant so.
 */
function wishesOf({ content, unsigned }: MatrixEvent, earlier: Wishes['of']): readonly (readonly [string, Wish])[] {
  const [before, now] = [pinsIn(objectIn(unsigned?.prev_content)), pinsIn(content)]
  const added = now.filter((message) => !before.includes(message))
  if (added.length === 0) return before.filter((id) => !now.includes(id)).map((id) => [id, 'not pinned'])
  const meant = added.length === 1 ? added : added.filter((id) => earlier.get(id) !== 'not pinned')
  return meant.map((id) => [id, 'pinned'])
}

/** So often wishes are seen to again that others overwrite at once. */
const mostAttempts = 10

/** Has a room pin what is wanted, which may change meanwhile, and leaves everything else as it is. */
async function fulfil(client: MatrixClient, room: string, wishes: Wishes['of'], patience: Patience): Promise<void> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const content = await read(client, room, patience)
    const before = pinsIn(content)
    const missing = [...wishes].filter(([id, wish]) => wish === 'pinned' && !before.includes(id)).map(([id]) => id)
    const rest = before.filter((id) => wishes.get(id) !== 'not pinned')
    if (missing.length === 0 && rest.length === before.length) return
    const body = { ...content, pinned: [...rest, ...missing] }
    await request(client, { method: 'PUT', path: pathOf(room), body, read: anObject }, patience)
  }
}

async function read(client: MatrixClient, room: string, patience: Patience): Promise<MatrixEvent['content']> {
  try {
    return await request(client, { method: 'GET', path: pathOf(room), read: anObject }, patience)
  } catch (error) {
    if (wasNotFound(error)) return {}
    throw error
  }
}

function pathOf(room: string): string {
  return `/rooms/${encodeURIComponent(room)}/state/m.room.pinned_events`
}

/** The ids of pinned messages; whoever wrote them may have put anything there. */
function pinsIn({ pinned }: MatrixEvent['content']): readonly string[] {
  return Array.isArray(pinned) ? pinned.filter((id) => typeof id === 'string') : []
}
