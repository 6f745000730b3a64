import type { Cue } from '../language/schema.ts'
import type { Lexeme } from './read.ts'

export type { Cue }

/** Whether a phrase is a cue of this kind. */
export function isCue({ readings }: Lexeme, cue: Cue): boolean {
  return readings.some(({ kind, id }) => kind === 'cue' && id === cue)
}
