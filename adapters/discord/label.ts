import { type Answer, isolateRightToLeft } from '../../src/index.ts'
import { shorten } from './load.ts'

/** What stands on a button or an option, as far as it fits. Clients lay these out from the left whatever they say. */
export function writeLabel(text: string, longest: number, { direction }: Pick<Answer, 'direction'>): string {
  return direction === 'rtl' ? isolateRightToLeft(shorten(text, longest - 2)) : shorten(text, longest)
}
