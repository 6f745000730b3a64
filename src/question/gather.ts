import type { Catalog, Condition } from '../catalog/catalog.ts'
import type { Cue } from '../language/schema.ts'
import { joinCompounds } from './compounds.ts'
import { type Clause, clausesOf } from './conditions.ts'
import type { LexemeKind, Reading } from './lexicon.ts'
import type { Lexeme } from './read.ts'

/** What an earlier answer was about, for a question that leaves it out. */
export interface Subjects {
  readonly messengers: readonly string[]
  readonly criteria: readonly string[]
}

/** Everything a question names and hints at. */
export interface Question {
  readonly lexemes: readonly Lexeme[]
  readonly messengers: readonly string[]
  readonly notCovered: readonly string[]
  readonly terms: readonly string[]
  readonly threats: readonly string[]
  readonly topics: readonly string[]
  readonly stores: readonly string[]
  readonly links: readonly string[]
  readonly clauses: readonly Clause[]
  readonly criteria: readonly string[]
  readonly assertions: readonly Condition[]
  readonly numbers: readonly number[]
  readonly unclear: readonly Reading[]
  /** Whether a messenger outside the guide is only what somebody comes from: "leaving WhatsApp, what should I use". */
  readonly movesOn: boolean
  /** Words nobody knows. */
  readonly strange: readonly string[]
  has(...cues: readonly Cue[]): boolean
}

/** Gathers what the phrases of a question mean together. */
export function gather(
  lexemes: readonly Lexeme[],
  text: string,
  catalog: Catalog,
  earlier: Subjects | undefined,
): Question {
  const tag = tagOf(lexemes)
  const said = joinCompounds(tag ? lexemes.filter((lexeme) => lexeme !== tag) : lexemes)
  const ids = (kind: LexemeKind) =>
    unique(said.flatMap(({ readings }) => readings.filter((r) => r.kind === kind).map(({ id }) => id)))
  const unclear =
    said.find(({ exact, readings }) => !exact && readings.length > 1 && sameKind(readings))?.readings ?? []
  const clear = said.filter(({ readings }) => readings !== unclear)
  const clauses = clausesOf(clear, catalog)
  const named = unique(
    clear.flatMap(({ readings }) => readings.filter((r) => r.kind === 'messenger').map(({ id }) => id)),
  )
  const notCovered = unique(
    clear
      .filter(
        ({ readings }) => !readings.some(({ kind }) => kind === 'common' || kind === 'messenger' || kind === 'fact'),
      )
      .flatMap(({ readings }) => readings.filter((r) => r.kind === 'not-covered').map(({ id }) => id)),
  )
  const cues = new Set(said.flatMap(({ readings }) => readings.filter((r) => r.kind === 'cue').map(({ id }) => id)))
  const criteria = unique(clauses.map(({ criterion }) => criterion))
  const topics = ids('fact')
  const refersBack = earlier !== undefined && notCovered.length === 0
  const bare = criteria.length + topics.length === 0
  const messengers = named.length === 0 && refersBack ? earlier.messengers : named
  const carried = named.length > 0 && bare && refersBack && cues.has('and-what-about') ? earlier.criteria : []
  return {
    lexemes: said,
    messengers,
    notCovered,
    terms: ids('term'),
    threats: ids('need').flatMap((id) => {
      const need = catalog.need(id)
      return need && 'threat' in need ? [need.threat] : []
    }),
    topics,
    stores: ids('store'),
    links: ids('link'),
    clauses,
    criteria:
      named.length === 0 && bare && refersBack && cues.has('why') ? earlier.criteria : [...criteria, ...carried],
    assertions: assertionsOf(said, text, clauses, tag !== undefined, cues),
    numbers: tag || cues.has('given') ? said.flatMap(({ words }) => (/^\d+$/.test(words) ? [Number(words)] : [])) : [],
    unclear,
    movesOn: leaves(said),
    strange: strangeWords(said),
    has: (...wanted) => wanted.some((cue) => cues.has(cue)),
  }
}

/** Unknown words; unknown Chinese characters in a row are one. */
function strangeWords(lexemes: readonly Lexeme[]): string[] {
  const words: string[] = []
  let end = -1
  for (const { words: word, readings, at } of lexemes) {
    if (readings.length > 0 || /^\d+$/.test(word)) continue
    const joins = at === end && /\p{Script=Han}/u.test(word)
    if (joins) words[words.length - 1] += word
    else words.push(word)
    end = at + 1
  }
  return words
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}

function sameKind(readings: readonly Reading[]): boolean {
  return new Set(readings.map(({ kind }) => kind)).size === 1
}

/** Whether a phrase is a cue of this kind. */
export function isCue({ readings }: Lexeme, cue: Cue): boolean {
  return readings.some(({ kind, id }) => kind === 'cue' && id === cue)
}

function leaves(lexemes: readonly Lexeme[]): boolean {
  const outside = lexemes.findLast(({ readings }) => readings.some(({ kind }) => kind === 'not-covered'))
  const asks = lexemes.findLast((lexeme) => isCue(lexeme, 'recommend'))
  return outside !== undefined && asks !== undefined && outside.at < asks.at
}

/** A tag question stands at the end: "..., right?" */
function tagOf(lexemes: readonly Lexeme[]): Lexeme | undefined {
  const last = lexemes.findLast(
    ({ readings }) => !readings.every(({ kind }) => kind === 'common') || readings.length === 0,
  )
  return last && lexemes.length > 2 && isCue(last, 'tag') ? last : undefined
}

/** How many words into a question what it takes for granted may begin. */
const openingWords = 4

function assertionsOf(
  lexemes: readonly Lexeme[],
  text: string,
  clauses: readonly Clause[],
  tagged: boolean,
  cues: ReadonlySet<string>,
): readonly Condition[] {
  const [first, ...others] = clauses
  if (!first) return []
  if (tagged) return clauses
  const given = lexemes.find((lexeme) => isCue(lexeme, 'given') && lexeme.at < openingWords && lexeme.at < first.at)
  if (given) return others.length > 0 && /[,，;；]/u.test(text) ? [first] : clauses.slice(0, 1)
  return cues.has('why') ? [first] : []
}
