import type { Named, NameIndex, NameKind } from '../catalog/names.ts'
import { remembering } from './remembering.ts'
import { wordsOf } from './words.ts'

/** A thing named in a text. */
export interface Recognized extends Named {
  /** The words that name it, folded. */
  readonly words: string
  /** False when the spelling was only close. */
  readonly exact: boolean
  /** Position of its first word in the text. */
  readonly at: number
}

/** What a text names, in order, and what is left over. */
export interface Recognition {
  readonly found: readonly Recognized[]
  /** Misspelt words that are equally close to several names. */
  readonly unclear: readonly { readonly words: string; readonly candidates: readonly Named[] }[]
  /** Words that name nothing, with their position. */
  readonly unknown: readonly { readonly word: string; readonly at: number }[]
}

/** What parts one thing from the next: "Element, Matrix" are two where "Element Matrix" may be one. */
const listMarks = /[,;，；、]/u

/**
 * Finds names of the given kinds: the longest exact name first, then misspelt ones among the words left over that are
 * not in `ignored`. Where a phrase names several things, the kind listed first wins.
 */
export function recognize(
  text: string,
  names: NameIndex,
  kinds: readonly NameKind[],
  ignored: ReadonlySet<string>,
): Recognition {
  const closest = remembering((phrase) => names.closest(phrase, kinds))
  const found: Recognized[] = []
  const unclear: { words: string; candidates: readonly Named[] }[] = []
  const unknown: { word: string; at: number }[] = []
  let before = 0
  for (const words of text.split(listMarks).map(wordsOf)) {
    for (let at = 0; at < words.length; ) {
      const match = longestName(words, at, names, kinds)
      if (match) {
        found.push({ ...match.named, words: match.phrase, exact: true, at: before + at })
        at += match.length
        continue
      }
      const misspelt = ignored.has(words[at] ?? '') ? undefined : closestName(words, at, names, kinds, closest)
      if (misspelt?.candidates.length === 1 && misspelt.candidates[0]) {
        found.push({ ...misspelt.candidates[0], words: misspelt.phrase, exact: false, at: before + at })
      } else if (misspelt) {
        unclear.push({ words: misspelt.phrase, candidates: misspelt.candidates })
      } else {
        unknown.push({ word: words[at] ?? '', at: before + at })
      }
      at += misspelt?.length ?? 1
    }
    before += words.length
  }
  return { found, unclear, unknown }
}

function longestName(
  words: readonly string[],
  at: number,
  names: NameIndex,
  kinds: readonly NameKind[],
): { named: Named; phrase: string; length: number } | undefined {
  for (let length = Math.min(names.longest, words.length - at); length > 0; length--) {
    const phrase = words.slice(at, at + length).join(' ')
    const candidates = names.find(phrase)
    for (const kind of kinds) {
      const named = candidates.find((candidate) => candidate.kind === kind)
      if (named) return { named: { kind, id: named.id }, phrase, length }
    }
  }
  return undefined
}

/** Two words together are tried before one, because "foward secrecy" is one name. */
function closestName(
  words: readonly string[],
  at: number,
  names: NameIndex,
  kinds: readonly NameKind[],
  closest: (phrase: string) => readonly Named[],
): { candidates: readonly Named[]; phrase: string; length: number } | undefined {
  for (const length of [2, 1]) {
    // A word that is a name by itself is not swallowed by a misspelt neighbour.
    const swallows = length > 1 && longestName(words, at + 1, names, kinds) !== undefined
    if (at + length > words.length || swallows) continue
    const phrase = words.slice(at, at + length).join(' ')
    const candidates = preferred(closest(phrase), kinds)
    if (candidates.length > 0) return { candidates, phrase, length }
  }
  return undefined
}

function preferred(candidates: readonly Named[], kinds: readonly NameKind[]): readonly Named[] {
  for (const kind of kinds) {
    const ofKind = candidates.filter((candidate) => candidate.kind === kind)
    if (ofKind.length > 0) return ofKind
  }
  return []
}
