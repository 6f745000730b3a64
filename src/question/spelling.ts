import { createLikeness } from '../catalog/likeness.ts'

/** Mends slips in words that belong to no phrase of a language. */
export interface Spelling {
  mend(words: readonly string[], unknown: ReadonlySet<number>): readonly string[]
}

/** The phrases of one language. */
export interface Phrases {
  all(): Iterable<string>
  has(phrase: string): boolean
  /** Whether it stands for a thing. */
  isThing(phrase: string): boolean
}

/**
 * Prepares for the phrases of one language; the work is done when the first slip comes. Of Chinese phrases only those
 * for things are mended: cues are so short and many that another word would often be taken for one.
 */
export function createSpelling(phrases: Phrases): Spelling {
  const alike = createLikeness(() => wordsIn(phrases.all()))
  let gaps: ReadonlyMap<string, string | undefined> | undefined
  return {
    mend: (words, unknown) => {
      const mended = [...words]
      for (const at of unknown) {
        const word = words[at] ?? ''
        if (han.test(word)) {
          gaps ??= withGaps([...phrases.all()].filter(phrases.isThing))
          mendPhrase(mended, at, gaps, phrases)
        } else mended[at] = onlyNearest(alike(word, slips(word))) ?? word
      }
      return mended
    },
  }
}

function wordsIn(phrases: Iterable<string>): ReadonlySet<string> {
  const words = new Set<string>()
  for (const phrase of phrases) for (const word of phrase.split(' ')) words.add(word)
  return words
}

const han = /^\p{Script=Han}$/u
const hanPhrase = /^\p{Script=Han}(?: \p{Script=Han})+$/u

/** Fewer slips than in a name: any word can be meant. */
function slips(word: string): number {
  if (word.length < 6) return 0
  return word.length < 9 ? 1 : 2
}

function onlyNearest(near: readonly { readonly phrase: string; readonly distance: number }[]): string | undefined {
  const least = Math.min(...near.map(({ distance }) => distance))
  const nearest = near.filter(({ distance }) => distance === least)
  return nearest.length === 1 ? nearest[0]?.phrase : undefined
}

/** Characters of the phrases in which one may be wrong. */
const shortestPhrase = 4
const longestPhrase = 7
const gap = '_'

/** Chinese phrases with each character in turn left open; undefined where several phrases share what is left. */
function withGaps(phrases: readonly string[]): ReadonlyMap<string, string | undefined> {
  const gaps = new Map<string, string | undefined>()
  for (const phrase of phrases.filter((one) => hanPhrase.test(one))) {
    const characters = phrase.split(' ')
    if (characters.length < shortestPhrase || characters.length > longestPhrase) continue
    for (const at of characters.keys()) {
      const open = characters.with(at, gap).join('')
      gaps.set(open, gaps.has(open) && gaps.get(open) !== phrase ? undefined : phrase)
    }
  }
  return gaps
}

/** Puts in the phrase that the characters around an unknown one spell but for one. */
function mendPhrase(
  words: string[],
  unknown: number,
  gaps: ReadonlyMap<string, string | undefined>,
  known: Phrases,
): void {
  for (let length = longestPhrase; length >= shortestPhrase; length--) {
    for (let from = Math.max(0, unknown - length + 1); from <= unknown && from + length <= words.length; from++) {
      const window = words.slice(from, from + length)
      for (let at = 0; at < length; at++) {
        const phrase = gaps.get(window.with(at, gap).join(''))
        // What is a phrase without the character needs no other one in its place.
        if (phrase === undefined || known.has(window.toSpliced(at, 1).join(' '))) continue
        words.splice(from, length, ...phrase.split(' '))
        return
      }
    }
  }
}
