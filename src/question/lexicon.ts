import type { NameEntry, NameKind } from '../catalog/names.ts'
import type { Locale, Questions } from '../language/schema.ts'
import { createSpelling, type Spelling } from './spelling.ts'
import { wordsOf } from './words.ts'

/** What a phrase can be: a thing with a name, a topic, an address, a cue, or a word that only tells the language. */
export type LexemeKind = NameKind | 'fact' | 'store' | 'link' | 'cue' | 'number' | 'common'

/** One meaning of a phrase. */
export interface Reading {
  readonly kind: LexemeKind
  readonly id: string
}

/** A phrase with one of its meanings; for words of a language, which one. */
export interface LexiconEntry extends Reading {
  readonly phrase: string
  readonly language?: string
}

/** The phrases of all languages' `questions.yaml`. */
export function questionEntries(questions: Readonly<Record<string, Questions>>): LexiconEntry[] {
  return Object.entries(questions).flatMap(([language, { cues, facts, stores, links, numbers, common }]) => {
    const entries = (kind: LexemeKind, lists: Readonly<Partial<Record<string, readonly string[]>>>) =>
      Object.entries(lists).flatMap(([id, phrases]) =>
        (phrases ?? []).map((phrase): LexiconEntry => ({ kind, id, phrase: wordsOf(phrase).join(' '), language })),
      )
    return [
      ...entries('cue', cues),
      ...entries('fact', facts),
      ...entries('store', stores),
      ...entries('link', links),
      ...entries('number', numbers),
      ...entries('common', { common }),
    ].filter(({ phrase }) => phrase !== '')
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

/** Joins names and question words. */
export function createLexicon(
  names: readonly NameEntry[],
  questions: readonly LexiconEntry[],
  locales: Readonly<Record<string, Locale>>,
): Lexicon {
  const readings = Map.groupBy([...names, ...questions], ({ phrase }) => phrase)
  const languagesOf = (phrase: string) => new Set(readings.get(phrase)?.flatMap(languagesToldBy))
  const prefixes = new Map(Object.values(locales).flatMap((locale) => Object.entries(locale.prefixes)))
  const spellings = new Map<string, Spelling>()
  const spelling = (language: string) => {
    const known = spellings.get(language)
    if (known) return known
    const phrases = [...readings.keys()].filter((phrase) => languagesOf(phrase).has(language))
    const isThing = (phrase: string) =>
      readings.get(phrase)?.some(({ kind }) => kind !== 'cue' && kind !== 'common') === true
    const created = createSpelling(phrases, phrases.filter(isThing))
    spellings.set(language, created)
    return created
  }
  return {
    longest: [...readings.keys()].reduce((longest, phrase) => Math.max(longest, phrase.split(' ').length), 0),
    find: (phrase) => readings.get(phrase) ?? [],
    mend: (words, unknown, language) => spelling(language).mend(words, unknown),
    languagesOf: (phrase) => [...languagesOf(phrase)],
    prefix: (letter) => prefixes.get(letter),
  }
}

/** The languages that a phrase with this meaning is a word of; stores and addresses are called the same everywhere. */
function languagesToldBy(entry: NameEntry | LexiconEntry): readonly string[] {
  if ('languages' in entry) return entry.languages
  return entry.language === undefined || entry.kind === 'store' || entry.kind === 'link' ? [] : [entry.language]
}
