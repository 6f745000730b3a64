import type { Catalog } from '../catalog/catalog.ts'
import { joinCompounds } from './compounds.ts'
import { type Clause, clausesOf } from './conditions.ts'
import type { LexemeKind, Reading } from './lexicon.ts'
import type { Lexeme } from './read.ts'
import { type Cue, idsOf, isCue, maybe } from './readings.ts'
import { sentencesOf, tagsOf } from './sentences.ts'

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
  /** Messengers that an answer shall leave out: "besides Signal". */
  readonly except: readonly string[]
  readonly terms: readonly string[]
  readonly threats: readonly string[]
  readonly topics: readonly string[]
  readonly stores: readonly string[]
  /** Stores and links that are named as such, not as a platform: "F-Droid", not "web version". */
  readonly addresses: readonly string[]
  readonly links: readonly string[]
  readonly clauses: readonly Clause[]
  readonly criteria: readonly string[]
  /** Whether it says something and then asks whether that is so: "..., right?" */
  readonly tagged: boolean
  readonly unclear: readonly Reading[]
  /** Whether a messenger outside the guide is only what somebody comes from: "leaving WhatsApp, what should I use". */
  readonly movesOn: boolean
  /** Words nobody knows. */
  readonly strange: readonly string[]
  has(...cues: readonly Cue[]): boolean
}

/** Gathers what the phrases of a question mean together. */
export function gather(lexemes: readonly Lexeme[], catalog: Catalog, earlier: Subjects | undefined): Question {
  const tags = tagsOf(lexemes)
  const said = joinCompounds(lexemes.filter((lexeme) => !tags.has(lexeme)))
  const ids = (kind: LexemeKind) => unique(said.flatMap((lexeme) => idsOf(lexeme, kind)))
  const unclear = said.find(({ exact, readings }) => !exact && readings.length > 1 && isOpen(readings))?.readings ?? []
  const clear = said.filter(({ readings }) => readings !== unclear)
  const cues = new Set(ids('cue'))
  const clauses = clausesOf(clear, catalog)
  const except = exceptionsIn(clear, cues.has('list') || cues.has('recommend') || cues.has('messengers'))
  const named = unique(namedIn(clear)).filter((id) => !except.includes(id))
  const notCovered = unique(
    clear
      .filter((lexeme) => !maybe(lexeme, 'common', 'messenger', 'fact'))
      .flatMap((lexeme) => idsOf(lexeme, 'not-covered')),
  )
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
    except,
    terms: unique(lexemes.flatMap((lexeme) => idsOf(lexeme, 'term'))),
    threats: ids('need').flatMap((id) => {
      const need = catalog.need(id)
      return need && 'threat' in need ? [need.threat] : []
    }),
    topics,
    stores: ids('store'),
    addresses: addressesIn(said),
    links: ids('link'),
    clauses,
    criteria:
      named.length === 0 && bare && refersBack && cues.has('why') ? earlier.criteria : [...criteria, ...carried],
    tagged: tags.size > 0,
    unclear,
    movesOn: leaves(said, notCovered.length === 1),
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

/** Whether several things of a kind may be meant; which one outside the guide makes no difference. */
function isOpen(readings: readonly Reading[]): boolean {
  const [kind, ...others] = new Set(readings.map((reading) => reading.kind))
  return others.length === 0 && kind !== 'not-covered'
}

/** What is asked of the messenger itself. */
const asking: readonly Cue[] = ['how', 'judge', 'explain', 'define']

/** "Leaving WhatsApp, what should I use", "something instead of WhatsApp"; not "should I use WhatsApp" nor "is WhatsApp a good choice". */
function leaves(lexemes: readonly Lexeme[], onlyOne: boolean): boolean {
  const outside = lexemes.findLast((lexeme) => maybe(lexeme, 'not-covered'))
  if (!outside) return false
  const own = sentencesOf(lexemes).find((sentence) => sentence.includes(outside)) ?? []
  if (own.some((lexeme) => isCue(lexeme, ...asking))) return false
  const asks = lexemes.findLast((lexeme) => isCue(lexeme, 'recommend'))
  const isApart = lexemes.some(({ opens, at }) => opens && asks && outside.at < at && at <= asks.at)
  return (onlyOne && isApart) || lexemes.some((lexeme) => isCue(lexeme, 'instead', 'except'))
}

function addressesIn(lexemes: readonly Lexeme[]): readonly string[] {
  return lexemes.filter((lexeme) => !maybe(lexeme, 'criterion')).flatMap((lexeme) => idsOf(lexeme, 'store', 'link'))
}

/** A messenger in the name of something else counts where no other is named: "the Signal protocol". */
function namedIn(lexemes: readonly Lexeme[]): readonly string[] {
  const named = (some: readonly Lexeme[]) => some.flatMap((lexeme) => idsOf(lexeme, 'messenger'))
  const own = named(lexemes.filter((lexeme) => !maybe(lexeme, 'fact')))
  return own.length > 0 ? own : named(lexemes)
}

/**
 * The messengers that "besides" or "other than" sets apart, and "no" where messengers are looked for: those that follow
 * it, up to the next thing.
 */
function exceptionsIn(lexemes: readonly Lexeme[], looksFor: boolean): readonly string[] {
  const except: string[] = []
  let apart = false
  for (const [index, lexeme] of lexemes.entries()) {
    const next = lexemes[index + 1]
    const refuses = looksFor && isCue(lexeme, 'no') && next?.opens === false && maybe(next, 'messenger')
    // "How does Signal differ from Briar" sets nothing apart.
    const compares = isCue(lexeme, 'compare') && lexemes.slice(0, index).some((one) => maybe(one, 'messenger'))
    if ((isCue(lexeme, 'except') && !compares) || refuses) apart = true
    else if (apart && maybe(lexeme, 'messenger')) except.push(...idsOf(lexeme, 'messenger'))
    else if (lexeme.opens || lexeme.readings.some(({ kind }) => kind !== 'common' && kind !== 'cue')) apart = false
  }
  return except
}
