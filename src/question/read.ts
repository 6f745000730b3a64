import type { NameIndex, NameKind } from '../catalog/names.ts'
import type { LexemeKind, Lexicon, Reading } from './lexicon.ts'
import { remembering } from './remembering.ts'
import { wordsBySentence } from './words.ts'

/** A phrase of a question with all it may mean; none for a word nobody knows. */
export interface Lexeme {
  readonly words: string
  /** Position of its first word. */
  readonly at: number
  readonly length: number
  readonly readings: readonly Reading[]
  /** False when the spelling was only close. */
  readonly exact: boolean
  /** Whether a sentence mark stands before it. */
  readonly opens: boolean
}

const fuzzyKinds: readonly NameKind[] = ['messenger', 'criterion', 'term', 'need', 'not-covered']
/** A prefix is taken off only while this many letters stay. */
const shortestStem = 2
const mostPrefixes = 3
/** Words this short resemble too many others to be misspelt names of anything but a messenger. */
const shortestGuess = 4

/** Needs and criteria have so many names that more letters must agree. */
const moreLetters: { readonly [K in LexemeKind]?: number } = { need: 2, criterion: 1 }

/** What a phrase is worth where phrases overlap: things count more than cues, cues more than common words. */
const worth: { readonly [K in LexemeKind]: number } = {
  messenger: 6,
  'not-covered': 5,
  criterion: 6,
  term: 6,
  need: 6,
  fact: 6,
  store: 6,
  link: 5,
  command: 0,
  section: 0,
  language: 0,
  cue: 4,
  number: 3,
  common: 3,
}

/** Cuts a question into the phrases that together explain it best; what is left may be a misspelt name. */
export function readQuestion(text: string, lexicon: Lexicon, names: NameIndex): readonly Lexeme[] {
  const sentences = wordsBySentence(text)
  const openings = new Set<number>()
  for (let at = 0, index = 0; index < sentences.length; at += sentences[index++]?.length ?? 0)
    if (at > 0) openings.add(at)
  return readWords(sentences.flat(), openings, lexicon, names)
}

function readWords(
  words: readonly string[],
  openings: ReadonlySet<number>,
  lexicon: Lexicon,
  names: NameIndex,
): readonly Lexeme[] {
  const lexemes: Lexeme[] = []
  const best = bestCut(words, openings, lexicon)
  const closest = remembering((phrase) => names.closest(phrase, fuzzyKinds))
  const isNamed = best.some((found) => found?.readings.some(({ kind }) => kind === 'messenger'))
  const guess = (at: number) => {
    const found = misspelt(words, at, best, lexicon, closest)
    // Beside a messenger that is well spelt, a short word is hardly another one.
    return found && isNamed && found.words.length <= shortestGuess ? undefined : found
  }
  for (let at = 0; at < words.length; ) {
    const { prefix, ...found } = best[at] ?? guess(at) ?? unknown(words, at)
    const opens = openings.has(at)
    if (prefix === 'and')
      lexemes.push({ words: '', at, length: 0, readings: [{ kind: 'cue', id: 'and' }], exact: true, opens })
    lexemes.push({ ...found, opens: opens && prefix !== 'and' })
    at += found.length
  }
  return lexemes
}

/** With more unknown words than these a question is no misspelt one, and guesses would cost too much. */
const mostRespelt = 8

/** Reads a question again with the slips mended in words that nobody knows, given the language it is written in. */
export function respell(
  lexemes: readonly Lexeme[],
  language: string,
  lexicon: Lexicon,
  names: NameIndex,
): readonly Lexeme[] {
  const strange = new Set(
    lexemes.filter(({ readings, length }) => readings.length === 0 && length > 0).map(({ at }) => at),
  )
  if (strange.size === 0 || strange.size > mostRespelt) return lexemes
  const words = lexemes.flatMap(({ words, length }) => (length > 0 ? words.split(' ') : []))
  const mended = lexicon.mend(words, strange, language)
  if (mended.every((word, at) => word === words[at])) return lexemes
  return readWords(mended, new Set(lexemes.filter(({ opens }) => opens).map(({ at }) => at)), lexicon, names)
}

interface Found extends Omit<Lexeme, 'opens'> {
  /** Meaning of the first letter that was taken off. */
  readonly prefix?: string
}

function unknown(words: readonly string[], at: number): Found {
  return { words: words[at] ?? '', at, length: 1, readings: [], exact: true }
}

/** For each word the phrase that begins there in the best cut of all words from there on; none for unknown words. */
function bestCut(words: readonly string[], openings: ReadonlySet<number>, lexicon: Lexicon): (Found | undefined)[] {
  const values = new Array<number>(words.length + 1).fill(0)
  const best = new Array<Found | undefined>(words.length).fill(undefined)
  let end = words.length
  for (let at = words.length - 1; at >= 0; at--) {
    values[at] = values[at + 1] ?? 0
    for (const found of phrasesAt(words, at, end, lexicon)) {
      const value = worthOf(found) + (values[at + found.length] ?? 0)
      if (value > (values[at] ?? 0)) {
        values[at] = value
        best[at] = found
      }
    }
    if (openings.has(at)) end = at
  }
  return best
}

/** Long phrases say more than their words; a letter taken off costs a little. */
function worthOf({ length, readings, prefix }: Found): number {
  const kinds = readings.map(({ kind }) => worth[kind])
  return length ** 1.5 * Math.max(...kinds) - (prefix === undefined ? 0 : 0.5)
}

/** No phrase goes beyond its part of the sentence, which ends before `end`. */
function phrasesAt(words: readonly string[], at: number, end: number, lexicon: Lexicon): Found[] {
  const found: Found[] = []
  for (let length = Math.min(lexicon.longest, end - at); length > 0; length--) {
    const [first = '', ...rest] = words.slice(at, at + length)
    const phrase = phraseIn(first, rest, lexicon)
    if (phrase) found.push({ words: [first, ...rest].join(' '), at, length, exact: true, ...phrase })
  }
  return found
}

function phraseIn(
  first: string,
  rest: readonly string[],
  lexicon: Lexicon,
): { readings: readonly Reading[]; prefix?: string } | undefined {
  for (const { stem, prefix } of stems(first, lexicon)) {
    for (const tail of tails(rest, lexicon)) {
      const readings = lexicon.find([stem, ...tail].join(' ')).filter(({ kind }) => worth[kind] > 0)
      if (readings.length > 0) return { readings, ...(prefix === undefined ? {} : { prefix }) }
    }
  }
  return undefined
}

/** A word as it is, then without the letters that may be glued to its front. */
function stems(word: string, lexicon: Lexicon): { stem: string; prefix?: string }[] {
  const found: { stem: string; prefix?: string }[] = [{ stem: word }]
  let prefix: string | undefined
  for (let taken = 1; taken <= mostPrefixes && word.length - taken >= shortestStem; taken++) {
    const meaning = lexicon.prefix(word[taken - 1] ?? '')
    if (meaning === undefined) break
    prefix ??= meaning
    found.push({ stem: word.slice(taken), prefix })
  }
  return found
}

/** The later words of a phrase as they are, and each without one glued letter. */
function tails(words: readonly string[], lexicon: Lexicon): (readonly string[])[] {
  const bare = words.map((word) => (word.length > shortestStem && lexicon.prefix(word[0] ?? '') ? word.slice(1) : word))
  return bare.some((word, index) => word !== words[index]) ? [words, bare] : [words]
}

/** Two unknown words together are tried before one. */
function misspelt(
  words: readonly string[],
  at: number,
  known: readonly (Found | undefined)[],
  lexicon: Lexicon,
  closest: (phrase: string) => readonly Reading[],
): Found | undefined {
  for (const length of [2, 1]) {
    if (at + length > words.length || (length === 2 && known[at + 1])) continue
    for (const { stem, prefix } of stems(words[at] ?? '', lexicon)) {
      const phrase = [stem, ...words.slice(at + 1, at + length)].join(' ')
      const readings = closest(phrase).filter(
        ({ kind }) =>
          kind === 'messenger' ||
          phrase.length > shortestGuess + (moreLetters[kind] ?? 0) + (prefix === undefined ? 0 : 1),
      )
      if (readings.length > 0) {
        const found = { words: words.slice(at, at + length).join(' '), at, length, readings, exact: false }
        return prefix === undefined ? found : { ...found, prefix }
      }
    }
  }
  return undefined
}
