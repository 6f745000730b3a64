import { type Answer, isolateRightToLeft, leaveLatinBare } from '../../src/index.ts'
import { shorten } from './load.ts'

/** What stands on a button or an option, as far as it fits. Clients lay these out from the left whatever they say. */
export function writeLabel(text: string, longest: number, { direction }: Pick<Answer, 'direction'>): string {
  if (direction === 'ltr') return shorten(leaveLatinBare(text, direction), longest)
  return isolateRightToLeft(shorten(text, longest - 2))
}
