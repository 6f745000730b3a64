import { mentionOf, placeOf } from './address.ts'
import type { Delivery } from './message.ts'
import type { Tools } from './tools.ts'

/** How everything is said in a room: its layout, and what commands begin with there. */
export async function mannerIn(
  { bot, rooms, me }: Pick<Tools, 'bot' | 'rooms' | 'me'>,
  room: string,
): Promise<Pick<Delivery, 'layout' | 'prefix'>> {
  const place = placeOf(room)
  const { layout } = bot.settings(place)
  return {
    ...(layout === undefined ? {} : { layout }),
    ...((await rooms.isDirect(room)) ? {} : { prefix: bot.opening(place, { mention: mentionOf(me) }) }),
  }
}
