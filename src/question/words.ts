/** The longest question read, in characters (code points); the rest is cut off with a notice. */
export const longestQuestion = 500

/**
 * User text made harmless: control, invisible and directional format characters become blanks or vanish, and at most
 * `longest` characters stay.
 */
export function cleanText(text: string, longest = longestQuestion): { readonly text: string; readonly cut: boolean } {
  // More than four code units for each character cannot be needed, and long input must stay cheap.
  const start = text.slice(0, longest * 4)
  const clean = start
    .toWellFormed()
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\p{Z}\u2800]+/gu, ' ')
    .trim()
  const characters = [...clean]
  const kept = characters.slice(0, longest).join('')
  return { text: kept, cut: characters.length > longest || (text.length > start.length && text.trim() !== '') }
}

/** What parts one sentence, or part of one, from the next; among Chinese characters a blank does too. */
const breaks = /[,;:!?…。，；：！？—]+|\s[-–]+\s|\.(?=\s|$)|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u

/** The words of each part of a text between its sentence marks. */
export function wordsBySentence(text: string): string[][] {
  return text
    .split(breaks)
    .map(wordsOf)
    .filter((words) => words.length > 0)
}

/** Replaces what some people write otherwise, such as Simplified Chinese by Traditional; longer words first. */
export function variantFolder(variants: Readonly<Record<string, string>>): (text: string) => string {
  const written = Object.keys(variants).toSorted((a, b) => b.length - a.length)
  if (written.length === 0) return (text) => text
  const pattern = new RegExp(written.join('|'), 'gu')
  return (text) => text.replace(pattern, (found) => variants[found] ?? found)
}

/**
 * The words of a text in the form names are compared in: compatibility forms folded, lower case, no accents or niqqud.
 * Geresh and gershayim vanish inside a Hebrew word and the apostrophe in "don't"; elsewhere an apostrophe parts words.
 * Every Han character is a word of its own, so that Chinese needs no blanks.
 */
export function wordsOf(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/(?<=n)['’](?=t(?!\p{L}))/giu, '')
    .replace(/(?<=\p{Script=Hebrew})['’ʼ׳״"](?=\p{Script=Hebrew})/gu, '')
    .toLowerCase()
    .normalize('NFC')
  return folded.replace(/\p{Script=Han}/gu, ' $& ').match(/[\p{L}\p{N}]+/gu) ?? []
}
