import type { Locale } from '../language/schema.ts'
import type { Lexicon } from './lexicon.ts'
import type { Lexeme } from './read.ts'

/** The language a question is written in, as far as its words tell. */
export interface Detected {
  /** A language we speak; undefined when names and abbreviations alone tell none. */
  readonly language?: string
  /** Whether the words are of some language we do not speak. */
  readonly foreign: boolean
}

/** Words in a row without a single known one that make a question foreign. */
const foreignWords = 3

/**
 * Tells the language by script where only one language writes it, and by its common words otherwise. Names count for
 * nothing: they are written alike everywhere.
 */
export function detectLanguage(
  lexemes: readonly Lexeme[],
  lexicon: Lexicon,
  locales: Readonly<Record<string, Locale>>,
): Detected {
  const scores = new Map<string, number>()
  // A Latin word in a Hebrew or Chinese list is borrowed, and tells nothing.
  const writesLikeOthers = (tag: string) => !hasOwnScript(locales, tag)
  for (const lexeme of lexemes) {
    if (isAlone(lexeme, lexemes)) continue
    const own = Object.keys(locales).filter((tag) => isOwnScript(locales, tag, lexeme.words))
    const speakers =
      own.length > 0 ? own : tells(lexeme) ? speakersOf(lexeme.words, lexicon).filter(writesLikeOthers) : []
    const weight = isName(lexeme) ? nameWeight : 1
    for (const tag of speakers) scores.set(tag, (scores.get(tag) ?? 0) + (weight * lexeme.length) / speakers.length)
  }
  const [best] = [...scores].toSorted(([, a], [, b]) => b - a)
  const unknown = lexemes.filter(({ readings }) => readings.length === 0).length
  const [language, score] = best ?? [undefined, 0]
  // A word or two that some language happens to share do not make a foreign sentence its own.
  if (
    unknown >= foreignWords &&
    unknown > 2 * score &&
    !Object.keys(locales).some((tag) => lexemes.some(({ words }) => isOwnScript(locales, tag, words)))
  )
    return { foreign: true }
  return language === undefined ? { foreign: false } : { language, foreign: false }
}

/** What the name of a criterion tells, beside a word of the language itself: people borrow technical terms. */
const nameWeight = 0.5
/** Up to this many letters the name of a criterion is an abbreviation, which tells nothing. */
const abbreviation = 5

/** Up to this many words (characters, in Chinese) a question is taken for a word alone. */
const aWord = 2

function isAlone({ words, length }: Lexeme, all: readonly Lexeme[]): boolean {
  return words === '' || (all.length === 1 && length <= aWord)
}

/** Messengers and abbreviations tell no language, unless their script does. */
function tells(lexeme: Lexeme): boolean {
  const { words, readings } = lexeme
  if (readings.some(({ kind }) => kind === 'messenger' || kind === 'not-covered')) return false
  return !(isName(lexeme) && words.length <= abbreviation && /^[a-z0-9]+$/.test(words))
}

/** The languages a phrase is of; the name of a store tells none, but a small word beside it does: "su F-Droid". */
function speakersOf(phrase: string, lexicon: Lexicon): readonly string[] {
  const speakers = lexicon.languagesOf(phrase)
  return speakers.length > 0 ? speakers : [...new Set(phrase.split(' ').flatMap((word) => lexicon.languagesOf(word)))]
}

function isName({ readings }: Lexeme): boolean {
  return readings.some(({ kind }) => kind === 'criterion' || kind === 'term' || kind === 'need')
}

/** Whether a word is in a script that this language writes and no other we speak has for its own. */
function isOwnScript(locales: Readonly<Record<string, Locale>>, tag: string, word: string): boolean {
  return hasOwnScript(locales, tag) && new RegExp(`\\p{Script=${scriptOf(locales, tag)}}`, 'u').test(word)
}

function hasOwnScript(locales: Readonly<Record<string, Locale>>, tag: string): boolean {
  const script = scriptOf(locales, tag)
  return !Object.keys(locales).some((other) => other !== tag && scriptOf(locales, other) === script)
}

function scriptOf(locales: Readonly<Record<string, Locale>>, tag: string): string {
  const [script = 'Latn'] = locales[tag]?.language.scripts ?? []
  return script === 'Hant' ? 'Han' : script
}
