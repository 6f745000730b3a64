import type { Lexeme } from './read.ts'
import { idsOf, isCue } from './readings.ts'

/**
 * Criteria that are asked for in separate words: "are all messages encrypted by default". The first rule whose parts all
 * occur, as cues, topics or criteria, applies; its criterion takes the place of the words that made it.
 */
const rules: readonly { readonly parts: readonly string[]; readonly criterion: string }[] = [
  { parts: ['e2ee-all', 'e2ee-default'], criterion: 'e2ee-all-default' },
  { parts: ['e2ee-all', 'by-default'], criterion: 'e2ee-all-default' },
  { parts: ['e2ee-default', 'all-messages'], criterion: 'e2ee-all-default' },
  { parts: ['encrypted', 'group-calls', 'group-chats'], criterion: 'group-calls' },
  { parts: ['group-calls', 'group-chats'], criterion: 'group-calls' },
  { parts: ['encrypted', 'group-calls'], criterion: 'group-calls' },
  { parts: ['encrypted', 'all-messages', 'by-default'], criterion: 'e2ee-all-default' },
  { parts: ['encrypted', 'by-default', 'direct-messages'], criterion: 'e2ee-default' },
  { parts: ['e2ee-default', 'direct-messages'], criterion: 'e2ee-default' },
  { parts: ['encrypted', 'by-default'], criterion: 'e2ee-default' },
  { parts: ['encrypted', 'all-messages'], criterion: 'e2ee-all' },
  { parts: ['encrypted', 'open-group-size'], criterion: 'e2ee-all' },
  { parts: ['encrypted', 'direct-messages'], criterion: 'e2ee-default' },
  { parts: ['open-source', 'servers'], criterion: 'open-source-servers' },
  { parts: ['code', 'public', 'servers'], criterion: 'open-source-servers' },
  { parts: ['code', 'examined'], criterion: 'independent-audit' },
  { parts: ['code', 'public'], criterion: 'open-source-clients' },
]

/** Criteria that a compound replaces when its words happen to name them. */
const replaced = new Set([
  'group-calls',
  'group-chats',
  'encrypted-group-calls',
  'open-source-clients',
  'e2ee-default',
  'e2ee-all',
  'e2ee',
  'direct-messages',
  'network',
])

/** The lexemes with each compound criterion put where its first part stands. */
export function joinCompounds(lexemes: readonly Lexeme[]): readonly Lexeme[] {
  const parts = new Set(lexemes.flatMap(partsOf))
  const rule = rules.find(
    (candidate) =>
      candidate.parts.every((part) => parts.has(part)) && !(candidate.parts.includes('code') && wantsCode(lexemes)),
  )
  if (!rule) return lexemes
  const [head = ''] = rule.parts
  let joined = false
  return lexemes.map((lexeme) => {
    const own = partsOf(lexeme)
    if (!own.some((part) => rule.parts.includes(part))) return lexeme
    const kept = lexeme.readings.filter(({ kind, id }) => kind === 'cue' || !replaced.has(id))
    if (joined || !own.includes(head)) return { ...lexeme, readings: kept }
    joined = true
    return {
      ...lexeme,
      readings: [{ kind: 'criterion', id: rule.criterion }, ...kept.filter(({ kind }) => kind === 'cue')],
    }
  })
}

/** What a phrase can contribute: its cues, topics, criteria and needs; to say "end-to-end" is to say "encrypted". */
function partsOf(lexeme: Lexeme): string[] {
  const encrypted = idsOf(lexeme, 'term').includes('e2ee') ? ['encrypted'] : []
  return [...idsOf(lexeme, 'cue', 'fact', 'criterion', 'need'), ...encrypted]
}

/** "Where is the source code" asks for its address. */
function wantsCode(lexemes: readonly Lexeme[]): boolean {
  return (
    lexemes.some((lexeme) => isCue(lexeme, 'where', 'link')) &&
    lexemes.some((lexeme) => idsOf(lexeme, 'link').includes('source'))
  )
}
