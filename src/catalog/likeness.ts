import { editDistance } from './edit-distance.ts'

/** A phrase that resembles another, and by how many slips they differ. */
export interface Alike {
  readonly phrase: string
  readonly distance: number
}

/** Finds which of the given phrases are within some slips of another; prepared when first asked. */
export function createLikeness(
  phrases: () => Iterable<string>,
): (phrase: string, tolerated: number) => readonly Alike[] {
  let sized: ReadonlyMap<number, readonly Sized[]> | undefined
  return (phrase, tolerated) => {
    // A Chinese character more or less is another word, not a slip.
    if (tolerated === 0 || han.test(phrase)) return []
    sized ??= bySize(phrases())
    const ofSize = (size: number) => sized?.get(size) ?? []
    const letters = lettersOf(phrase)
    return sizesAround(phrase.length, tolerated)
      .flatMap(ofSize)
      .filter((candidate) => differing(letters, candidate.letters) <= 2 * tolerated)
      .map((candidate) => ({ phrase: candidate.phrase, distance: editDistance(phrase, candidate.phrase) }))
      .filter(({ distance }) => distance <= tolerated)
  }
}

const han = /\p{Script=Han}/u

/** A phrase with the letters it has. */
interface Sized {
  readonly phrase: string
  readonly letters: number
}

function bySize(phrases: Iterable<string>): ReadonlyMap<number, readonly Sized[]> {
  const spelt = [...phrases].filter((phrase) => !han.test(phrase))
  return Map.groupBy(
    spelt.map((phrase) => ({ phrase, letters: lettersOf(phrase) })),
    ({ phrase }) => phrase.length,
  )
}

/** Which letters a phrase has, as bits; alphabets share the 32 places. */
function lettersOf(phrase: string): number {
  let letters = 0
  for (let index = 0; index < phrase.length; index++) letters |= 1 << (phrase.charCodeAt(index) & 31)
  return letters
}

/** An edit changes at most two of the letters a word has, so words that differ in more need no closer look. */
function differing(a: number, b: number): number {
  let count = 0
  for (let bits = a ^ b; bits !== 0; bits &= bits - 1) count++
  return count
}

function sizesAround(size: number, distance: number): number[] {
  return Array.from({ length: 2 * distance + 1 }, (_, index) => size - distance + index)
}
