import type { Place, PlaceSettings } from './state.ts'

/** Whether messages that call the bot in a way are answered in a place, by what it has chosen. */
export function listens({ listen = 'everywhere' }: PlaceSettings, { id }: Place, how: 'mention' | 'prefix'): boolean {
  if (typeof listen !== 'string') return listen.includes(id)
  return listen === 'everywhere' || how === 'mention'
}
