import { type NameEntry, type NameKind, phrasesOfThings } from '../catalog/names.ts'
import { indexPhrases, type Phrased } from '../catalog/phrase-index.ts'
import type { Locale, Questions } from '../language/schema.ts'
import { createPhraseIndex, type PhraseIndex, type PhraseTable, tabulatePhrases } from './phrase-table.ts'
import { createSpelling, type Spelling } from './spelling.ts'
import { wordsOf } from './words.ts'

/** What a phrase can be: a thing with a name, a topic, an address, a cue, or a word that only tells the language. */
export type LexemeKind = NameKind | 'fact' | 'store' | 'link' | 'cue' | 'number' | 'common'

/** One meaning of a phrase. */
export interface Reading {
  readonly kind: LexemeKind
  readonly id: string
}

/** A meaning and how a language puts it. */
export interface LexiconEntry extends Reading {
  readonly language: string
  /** Words joined by blanks, as `wordsOf` gives them. */
  readonly phrases: readonly string[]
}

/** The phrases of all languages' `questions.yaml`. */
export function questionEntries(questions: Readonly<Record<string, Questions>>): LexiconEntry[] {
  return Object.entries(questions).flatMap(([language, { cues, facts, stores, links, numbers, common }]) => {
    const entries = (kind: LexemeKind, lists: Readonly<Partial<Record<string, readonly string[]>>>) =>
      Object.entries(lists).map(([id, phrases = []]): LexiconEntry => {
        const written = phrases.map((phrase) => wordsOf(phrase).join(' ')).filter((phrase) => phrase !== '')
        return { kind, id, language, phrases: written }
      })
    return [
      ...entries('cue', cues),
      ...entries('fact', facts),
      ...entries('store', stores),
      ...entries('link', links),
      ...entries('number', numbers),
      ...entries('common', { common }),
    ]
  })
}

/** Everything a phrase may mean, and which languages use a word. */
export interface Lexicon {
  /** Words in the longest phrase. */
  readonly longest: number
  find(phrase: string): readonly Reading[]
  /** Words with slips mended in the unknown ones, as far as just one word or phrase of the language can be meant. */
  mend(words: readonly string[], unknown: ReadonlySet<number>, language: string): readonly string[]
  /** Languages in whose questions a phrase occurs as such. */
  languagesOf(phrase: string): readonly string[]
  /** What a letter glued to the front of a word of some language means; undefined when it is no prefix. */
  prefix(letter: string): string | undefined
}

/** What each phrase means, and the languages that use it. */
export type LexiconTable = PhraseTable<Reading | string>

/** Joins names and question words. */
export function tabulateLexicon(names: readonly NameEntry[], questions: readonly LexiconEntry[]): LexiconTable {
  const meanings = phrasesOfThings<LexemeKind>([...names, ...questions])
  return tabulatePhrases(indexPhrases<Reading | string>([...meanings, ...phrasesOfLanguages(names, questions)]))
}

/** Looks words up. */
export function createLexicon(table: LexiconTable, locales: Readonly<Record<string, Locale>>): Lexicon {
  const index = createPhraseIndex(table)
  const look = createLook(index)
  const prefixes = new Map(Object.values(locales).flatMap((locale) => Object.entries(locale.prefixes)))
  const spellings = new Map<string, Spelling>()
  const spelling = (language: string) => {
    const known = spellings.get(language)
    if (known) return known
    const has = (phrase: string) => look(phrase).languages.includes(language)
    const created = createSpelling({
      has,
      all: () => [...index.phrases()].filter(has),
      isThing: (phrase) => look(phrase).readings.some(({ kind }) => kind !== 'cue' && kind !== 'common'),
    })
    spellings.set(language, created)
    return created
  }
  return {
    longest: table.longest,
    find: (phrase) => look(phrase).readings,
    mend: (words, unknown, language) => spelling(language).mend(words, unknown),
    languagesOf: (phrase) => look(phrase).languages,
    prefix: (letter) => prefixes.get(letter),
  }
}

/** Which languages use a phrase; names of stores and addresses are no language's. */
function phrasesOfLanguages(names: readonly NameEntry[], questions: readonly LexiconEntry[]): Phrased<string>[] {
  const asked = questions.filter(({ kind }) => kind !== 'store' && kind !== 'link')
  return [
    ...asked.map(({ language, phrases }) => ({ thing: language, phrases })),
    ...names.flatMap(({ languages, phrases }) => languages.map((language) => ({ thing: language, phrases }))),
  ]
}

interface Known {
  readonly readings: readonly Reading[]
  readonly languages: readonly string[]
}

/** Phrases share their lists, so what a list tells is sorted out once. */
function createLook(index: PhraseIndex<Reading | string>): (phrase: string) => Known {
  const sorted = new Map<readonly (Reading | string)[], Known>()
  return (phrase) => {
    const list = index.find(phrase)
    const known = sorted.get(list) ?? {
      readings: list.filter((thing) => typeof thing !== 'string'),
      languages: list.filter((thing) => typeof thing === 'string'),
    }
    sorted.set(list, known)
    return known
  }
}
