import type { MatrixClient } from 'matrix-bot-sdk'
import type { MatrixEvent } from './event.ts'
import { isRefusal, type Patience, request, wasNotFound } from './requests.ts'

/** What a list of pinned messages becomes. */
export type Change = (pinned: readonly string[]) => readonly string[]

/** The content of the state event that says what is pinned. */
type Content = MatrixEvent['content']

/** So often a change is made again that others overwrite at once. */
const mostAttempts = 10

/**
 * Changes what is pinned in a room. Servers let the last writer win, so what was there when our change arrived is looked
 * at: whatever others changed since we read it is done again, and our change too if it is gone.
 */
export async function changePins(
  client: MatrixClient,
  room: string,
  change: Change,
  patience: Patience,
): Promise<void> {
  let changed = change
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const content = await readPins(client, room, patience)
    const before = pinsIn(content)
    const after = changed(before)
    if (isSame(before, after)) return
    const path = `${pathOf(room)}/state/m.room.pinned_events`
    const body = { ...content, pinned: after }
    const { event_id: id } = await request<{ event_id: string }>(client, { method: 'PUT', path, body }, patience)
    const replaced = await replacedBy(client, room, id, patience)
    if (!replaced) continue
    const [ours, theirs] = [changed, changeBetween(before, replaced)]
    changed = (pinned) => theirs(ours(pinned))
  }
}

/** What the room says is pinned there. */
export async function readPins(client: MatrixClient, room: string, patience: Patience): Promise<Content> {
  const path = `${pathOf(room)}/state/m.room.pinned_events`
  try {
    return await request<Content>(client, { method: 'GET', path }, patience)
  } catch (error) {
    if (wasNotFound(error)) return {}
    throw error
  }
}

/** The ids of pinned messages; whoever wrote them may have put anything there. */
export function pinsIn({ pinned }: Content): readonly string[] {
  return Array.isArray(pinned) ? pinned.filter((id) => typeof id === 'string') : []
}

/** What was pinned just before a change; undefined where the server does not show that. */
async function replacedBy(client: MatrixClient, room: string, id: string, patience: Patience) {
  const fetch = (id: string) => {
    const path = `${pathOf(room)}/event/${encodeURIComponent(id)}`
    return request<MatrixEvent>(client, { method: 'GET', path }, patience)
  }
  try {
    const { unsigned } = await fetch(id)
    return unsigned?.replaces_state === undefined ? [] : pinsIn((await fetch(unsigned.replaces_state)).content)
  } catch (error) {
    if (isRefusal(error)) return undefined
    throw error
  }
}

function changeBetween(before: readonly string[], now: readonly string[]): Change {
  const removed = new Set(before.filter((id) => !now.includes(id)))
  const added = now.filter((id) => !before.includes(id))
  return (pinned) => [...pinned.filter((id) => !removed.has(id)), ...added.filter((id) => !pinned.includes(id))]
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index])
}

function pathOf(room: string): string {
  return `/rooms/${encodeURIComponent(room)}`
}
