import type { MatrixClient } from 'matrix-bot-sdk'
import type { Log } from '../log.ts'
import { changePins, pinsIn, readPins } from './change-pins.ts'
import { type MatrixEvent, objectIn } from './event.ts'
import { describeFailure, type Patience } from './requests.ts'

/** What is pinned in rooms, where others pin at the same time. */
export interface PinnedEvents {
  of(room: string, patience: Patience): Promise<readonly string[]>
  /** Pins a message; a second time changes nothing. */
  add(room: string, message: string, patience: Patience): Promise<void>
  remove(room: string, message: string, patience: Patience): Promise<void>
  /** Takes in that somebody else changed what is pinned. */
  noticeChange(room: string, event: MatrixEvent): void
}

/** For how long a client may still write what was pinned before, in milliseconds. */
const moments = 10_000

/** Looks after what is pinned in the rooms of a client; mends what others overwrite unawares. */
export function createPinnedEvents(client: MatrixClient, patience: Patience, log: Log): PinnedEvents {
  /** When each message was pinned, by room, as far as it was just now. */
  const fresh = new Map<string, Map<string, number>>()
  const mending = new Map<string, Promise<void>>()
  const add = async (room: string, message: string, patience: Patience) => {
    const change = (pinned: readonly string[]) => (pinned.includes(message) ? pinned : [...pinned, message])
    await changePins(client, room, change, patience)
    const times = [...(fresh.get(room) ?? []), [message, Date.now()] as const]
    fresh.set(room, new Map(times.filter(([, at]) => at > Date.now() - moments)))
  }
  const mend = async (room: string, messages: readonly string[]) => {
    try {
      for (const message of messages) await add(room, message, patience)
    } catch (error) {
      if (!patience.signal.aborted) log('warn', `Cannot pin a message again: ${describeFailure(error)}.`)
    }
  }
  return {
    of: async (room, patience) => {
      await mending.get(room)
      return pinsIn(await readPins(client, room, patience))
    },
    add,
    remove: async (room, message, patience) => {
      fresh.get(room)?.delete(message)
      await changePins(client, room, (pinned) => pinned.filter((one) => one !== message), patience)
    },
    noticeChange: (room, event) => {
      const lost = overwritten(event, fresh.get(room) ?? new Map())
      if (lost.length === 0) return
      const work = (mending.get(room) ?? Promise.resolve()).then(() => mend(room, lost))
      mending.set(room, work)
      void work.then(() => {
        if (mending.get(room) === work) mending.delete(room)
      })
    },
  }
}

/**
 * The freshly pinned messages that a change took down unawares: it pins something else in a list from before. What
 * only takes down is meant so.
 */
function overwritten({ type, content, unsigned }: MatrixEvent, fresh: ReadonlyMap<string, number>): readonly string[] {
  if (type !== 'm.room.pinned_events') return []
  const [before, now] = [pinsIn(objectIn(unsigned?.prev_content)), pinsIn(content)]
  if (now.every((message) => before.includes(message))) return []
  return before.filter((message) => !now.includes(message) && (fresh.get(message) ?? 0) > Date.now() - moments)
}
