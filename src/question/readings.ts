import type { Cue } from '../language/schema.ts'
import type { LexemeKind } from './lexicon.ts'
import type { Lexeme } from './read.ts'

export type { Cue }

/** Whether a phrase is a cue of one of these kinds. */
export function isCue(lexeme: Lexeme, ...cues: readonly Cue[]): boolean {
  return lexeme.readings.some(({ kind, id }) => kind === 'cue' && cues.some((cue) => cue === id))
}

/** Whether a phrase may be something of one of these kinds. */
export function maybe({ readings }: Lexeme, ...kinds: readonly LexemeKind[]): boolean {
  return readings.some(({ kind }) => kinds.includes(kind))
}

/** What a phrase may be among the things of these kinds. */
export function idsOf({ readings }: Lexeme, ...kinds: readonly LexemeKind[]): string[] {
  return readings.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id)
}
