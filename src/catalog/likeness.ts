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
  let sized: ReadonlyMap<string, readonly Sized[]> | undefined
  return (phrase, tolerated) => {
    // A Chinese character more or less is another word, not a slip.
    if (tolerated === 0 || han.test(phrase)) return []
    sized ??= bySize(phrases())
    const letters = lettersOf(phrase)
    const found: Alike[] = []
    for (let size = phrase.length - tolerated; size <= phrase.length + tolerated; size++) {
      for (const candidate of sized.get(keyOf(phrase, size)) ?? []) {
        // An edit changes at most two of the letters a word has.
        if (countBits(letters ^ candidate.letters) > 2 * tolerated) continue
        const distance = editDistance(phrase, candidate.phrase)
        if (distance <= tolerated) found.push({ phrase: candidate.phrase, distance })
      }
    }
    return found
  }
}

const han = /\p{Script=Han}/u

/** A phrase with the letters it has. */
interface Sized {
  readonly phrase: string
  readonly letters: number
}

function bySize(phrases: Iterable<string>): ReadonlyMap<string, readonly Sized[]> {
  const spelt = [...phrases].filter((phrase) => !han.test(phrase))
  return Map.groupBy(
    spelt.map((phrase) => ({ phrase, letters: lettersOf(phrase) })),
    ({ phrase }) => keyOf(phrase, phrase.length),
  )
}

const latin = /[a-z]/

/** Nobody misspells a word into another script. */
function keyOf(phrase: string, size: number): string {
  return `${latin.test(phrase)} ${size}`
}

/**
 * Which letters a phrase has, as bits; alphabets share the 31 places of a number that is never negative, since V8 keeps
 * what overflows on the heap. Quicker to compare than the letters.
 */
export function lettersOf(phrase: string): number {
  let letters = 0
  for (let index = 0; index < phrase.length; index++) letters |= 1 << (phrase.charCodeAt(index) % 31)
  return letters
}

/** How many bits of a number are set: of each pair, then of each four, then the eights are added up. */
export function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
