import type { MatrixClient } from 'matrix-bot-sdk'
import type { Encryption } from './crypto/encryption.ts'
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

interface SyncResponse {
  readonly next_batch: string
  readonly to_device?: { readonly events?: unknown[] }
  readonly device_lists?: { readonly changed?: string[]; readonly left?: string[] }
  readonly device_one_time_keys_count?: Record<string, number>
  readonly device_unused_fallback_key_types?: string[]
  /** Whoever wrote the events may have put anything in them, and what cannot be read must not keep the rest from being. */
  readonly rooms?: unknown
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
  const { filter_id: id } = await request<{ filter_id: string }>(client, { method: 'POST', path, body }, patience)
  return id
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
  // A server that is back shows so by answering, and would otherwise take its time.
  const onRetry = () => {
    query.timeout = 0
    patience.onRetry?.()
  }
  const wanted: HomeserverRequest = { method: 'GET', path: '/sync', query, timeout }
  const response = await request<SyncResponse>(client, wanted, { ...patience, onRetry })
  await encryption?.updateSyncData(
    (response.to_device?.events ?? []) as Parameters<Encryption['updateSyncData']>[0],
    (response.device_one_time_keys_count ?? {}) as Parameters<Encryption['updateSyncData']>[1],
    (response.device_unused_fallback_key_types ?? []) as Parameters<Encryption['updateSyncData']>[2],
    response.device_lists?.changed ?? [],
    response.device_lists?.left ?? [],
  )
  return {
    position: response.next_batch,
    invitations: invitationsIn(response, me.userId),
    rooms: since === undefined ? [] : Object.entries(objectIn(objectIn(response.rooms).join)).map(newsOf),
  }
}

function invitationsIn({ rooms }: SyncResponse, me: string): News['invitations'] {
  return Object.entries(objectIn(objectIn(rooms).invite)).flatMap(([room, invited]) => {
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
    const { chunk, end }: Page = await request(client, { method: 'GET', path, query }, patience)
    const events = eventsIn(chunk)
    const recent = events.filter(isRecent)
    found.push(...recent)
    from = recent.length === events.length ? end : undefined
  }
  return found.reverse()
}

interface Page {
  readonly chunk: unknown
  readonly end?: string
}
