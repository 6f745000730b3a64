import { indexNames, type NameEntry, type NameKind } from '../catalog/names.ts'
import { indexPhrases } from '../catalog/phrase-index.ts'
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

/** Joins names and question words. */
export function createLexicon(
  names: readonly NameEntry[],
  questions: readonly LexiconEntry[],
  locales: Readonly<Record<string, Locale>>,
): Lexicon {
  const readings = indexNames<LexemeKind>([...names, ...questions])
  const languages = indexPhrases([
    ...questions
      .filter(({ kind }) => kind !== 'store' && kind !== 'link')
      .map(({ language, phrases }) => ({ thing: language, phrases })),
    ...names.flatMap(({ languages: own, phrases }) => own.map((language) => ({ thing: language, phrases }))),
  ])
  const prefixes = new Map(Object.values(locales).flatMap((locale) => Object.entries(locale.prefixes)))
  const spellings = new Map<string, Spelling>()
  const spelling = (language: string) => {
    const known = spellings.get(language)
    if (known) return known
    const phrases = [...languages].filter(([, spoken]) => spoken.includes(language)).map(([phrase]) => phrase)
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
    languagesOf: (phrase) => languages.get(phrase) ?? [],
    prefix: (letter) => prefixes.get(letter),
  }
}
