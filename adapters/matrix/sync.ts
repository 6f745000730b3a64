import type { MatrixClient } from 'matrix-bot-sdk'
import { anObject, listOf, textOf } from './answer.ts'
import { eventsIn, type MatrixEvent, objectIn } from './event.ts'
import { type HomeserverRequest, type Patience, request } from './requests.ts'
import type { Invitation } from './store.ts'
import type { Tools } from './tools.ts'

/** What happened in the rooms since the last sync. */
export interface News {
  /** Where to go on from. */
  readonly position: string
  readonly invitations: readonly Invitation[]
  readonly rooms: readonly RoomNews[]
}

/** What happened in a room, oldest first. */
export interface RoomNews {
  readonly room: string
  readonly events: readonly MatrixEvent[]
  /** Where to look for what the server left out before those events. */
  readonly gapBefore?: string
}

const roomTypes = ['m.room.power_levels', 'm.room.tombstone', 'm.room.pinned_events']
const messageTypes = ['m.room.message', 'm.room.encrypted', 'm.reaction', 'm.room.redaction']
const timelineTypes = [...roomTypes, 'm.room.member', ...messageTypes]
const nothing = { types: [] }

/** Tells the server what is of interest, which it would otherwise have to be told, and to check, with each sync. */
export async function uploadFilter(client: MatrixClient, me: string, patience: Patience): Promise<string> {
  const body = {
    presence: nothing,
    account_data: nothing,
    room: {
      account_data: nothing,
      ephemeral: nothing,
      // Without members: large rooms have too many, and servers take each for news of somebody's devices.
      state: { types: roomTypes },
      // What the bot itself does is no news, so the server need not wake it for that.
      timeline: { types: timelineTypes, not_senders: [me], limit: 50 },
    },
  }
  const path = `/user/${encodeURIComponent(me)}/filter`
  const read = (answer: unknown) => textOf(answer, 'filter_id')
  return request(client, { method: 'POST', path, body, read }, patience)
}

/**
 * Asks the server what is new since a position, or will be within `wait` milliseconds, and hands the keys among it to
 * encryption. Without a position nothing of the past is news, but every invitation that is still open.
 */
export async function sync(
  { client, encryption, me, patience }: Pick<Tools, 'client' | 'encryption' | 'me' | 'patience'>,
  { filter, since, wait }: { readonly filter: string; readonly since: string | undefined; readonly wait: number },
): Promise<News> {
  const query = { filter, timeout: wait, ...(since === undefined ? {} : { since }) }
  // The first answer may take a server minutes.
  const timeout = wait + (since === undefined ? 600_000 : 45_000)
  const read = (answer: unknown) => ({ position: textOf(answer, 'next_batch'), response: anObject(answer) })
  // A server that is back shows so by answering, and would otherwise take its time.
  const onRetry = () => {
    query.timeout = 0
    patience.onRetry?.()
  }
  const asked = { method: 'GET', path: '/sync', query, timeout, read } as const
  const { position, response } = await request(client, asked, { ...patience, onRetry })
  await encryption?.receive(response)
  // Whoever wrote the events may have put anything in them, and what cannot be read must not keep the rest from being.
  const { join, invite } = objectIn(response.rooms)
  return {
    position,
    invitations: invitationsIn(invite, me.userId),
    rooms: since === undefined ? [] : Object.entries(objectIn(join)).map(newsOf),
  }
}

function invitationsIn(invite: unknown, me: string): News['invitations'] {
  return Object.entries(objectIn(invite)).flatMap(([room, invited]) => {
    const { events } = objectIn(objectIn(invited).invite_state)
    const event = eventsIn(events).find(({ type, state_key }) => type === 'm.room.member' && state_key === me)
    return event ? [{ room, sender: event.sender }] : []
  })
}

function newsOf([room, joined]: [string, unknown]): RoomNews {
  const { state, timeline } = objectIn(joined)
  const { events: latest, limited, prev_batch: gapBefore } = objectIn(timeline)
  const events = [...eventsIn(objectIn(state).events), ...eventsIn(latest)]
  return limited === true && typeof gapBefore === 'string' ? { room, events, gapBefore } : { room, events }
}

/** Pages of a gap that are read at most; each has a hundred events. */
const mostPages = 10

/** What a sync left out of a room, oldest first, as far back as `isRecent` wants it. */
export async function fillGap(
  client: MatrixClient,
  room: string,
  gapBefore: string,
  isRecent: (event: MatrixEvent) => boolean,
  patience: Patience,
): Promise<readonly MatrixEvent[]> {
  const path = `/rooms/${encodeURIComponent(room)}/messages`
  const found: MatrixEvent[] = []
  let from: string | undefined = gapBefore
  for (let pages = 0; pages < mostPages && from !== undefined; pages++) {
    const query: HomeserverRequest['query'] = {
      dir: 'b',
      limit: 100,
      from,
      filter: JSON.stringify({ types: timelineTypes }),
    }
    const { events, end }: Page = await request(client, { method: 'GET', path, query, read: pageIn }, patience)
    const recent = events.filter(isRecent)
    found.push(...recent)
    from = recent.length === events.length ? end : undefined
  }
  return found.reverse()
}

interface Page {
  readonly events: readonly MatrixEvent[]
  readonly end: string | undefined
}

function pageIn(answer: unknown): Page {
  const { end } = anObject(answer)
  return { events: eventsIn(listOf(answer, 'chunk')), end: typeof end === 'string' ? end : undefined }
}
