import { placeOf } from './address.ts'
import { anObject } from './answer.ts'
import { type MatrixEvent, objectIn } from './event.ts'
import { isRefusal, request } from './requests.ts'
import type { Tools } from './tools.ts'

/**
 * Gives a room the settings of the one that it goes on from, unless it has some. Both rooms must say so: by itself
 * either of them could name any other, whose settings are nobody else's to change.
 */
export async function inheritSettings(tools: Pick<Tools, 'bot' | 'client' | 'patience'>, room: string): Promise<void> {
  const { bot } = tools
  if (Object.keys(bot.settings(placeOf(room))).length > 0) return
  const { room_id: earlier } = objectIn((await stateOf(tools, room, 'm.room.create')).predecessor)
  if (typeof earlier !== 'string') return
  const { replacement_room: next } = await stateOf(tools, earlier, 'm.room.tombstone')
  if (next === room) bot.move(placeOf(earlier), placeOf(room))
}

/** What a room says of itself; nothing where the server does not tell. */
async function stateOf(
  { client, patience }: Pick<Tools, 'client' | 'patience'>,
  room: string,
  type: string,
): Promise<MatrixEvent['content']> {
  const path = `/rooms/${encodeURIComponent(room)}/state/${type}`
  try {
    return await request(client, { method: 'GET', path, read: anObject }, patience)
  } catch (error) {
    if (isRefusal(error)) return {}
    throw error
  }
}
