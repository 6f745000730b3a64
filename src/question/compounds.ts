import type { Reading } from './lexicon.ts'
import type { Lexeme } from './read.ts'

/**
 * Criteria that are asked for in separate words: "are all messages encrypted by default". The first rule whose parts all
 * occur, as cues or topics, applies; its criterion takes the place of the words that made it.
 */
const rules: readonly { readonly parts: readonly string[]; readonly criterion: string }[] = [
  { parts: ['encrypted', 'all-messages', 'by-default'], criterion: 'e2ee-all-default' },
  { parts: ['encrypted', 'by-default'], criterion: 'e2ee-default' },
  { parts: ['encrypted', 'all-messages'], criterion: 'e2ee-all' },
  { parts: ['encrypted', 'open-group-size'], criterion: 'e2ee-all' },
  { parts: ['open-source', 'servers'], criterion: 'open-source-servers' },
  { parts: ['code', 'public', 'servers'], criterion: 'open-source-servers' },
  { parts: ['code', 'public'], criterion: 'open-source-clients' },
]

/** Criteria that a compound replaces when its words happen to name them. */
const replaced = new Set(['open-source-clients', 'e2ee-default', 'e2ee-all', 'network'])

/** The lexemes with each compound criterion put where its first part stands. */
export function joinCompounds(lexemes: readonly Lexeme[]): readonly Lexeme[] {
  const parts = new Set(lexemes.flatMap(({ readings }) => readings.filter(isPart).map(({ id }) => id)))
  const rule = rules.find((candidate) => candidate.parts.every((part) => parts.has(part)))
  if (!rule) return lexemes
  const [head] = rule.parts
  let joined = false
  return lexemes.map((lexeme) => {
    const belongs = lexeme.readings.some((reading) => isPart(reading) && rule.parts.includes(reading.id))
    if (!belongs) return lexeme
    const kept = lexeme.readings.filter(({ kind, id }) => kind === 'cue' || !replaced.has(id))
    const isHead = !joined && lexeme.readings.some((reading) => isPart(reading) && reading.id === head)
    if (!isHead) return { ...lexeme, readings: kept }
    joined = true
    return {
      ...lexeme,
      readings: [{ kind: 'criterion', id: rule.criterion }, ...kept.filter(({ kind }) => kind === 'cue')],
    }
  })
}

function isPart({ kind }: Reading): boolean {
  return kind === 'cue' || kind === 'fact'
}
