/** First Strong Isolate and Pop Directional Isolate: what stands between keeps its own direction. */
const isolateStart = '\u2068'
const isolateEnd = '\u2069'

/** Right-to-Left Mark: makes a block that begins with a Latin name read from the right. */
export const rightToLeftMark = '\u200F'

/** Isolates a name so that it cannot disturb the order of the words around it; numbers need no isolation. */
export function isolate(text: string): string {
  return /\p{L}/u.test(text) ? `${isolateStart}${text}${isolateEnd}` : text
}

const isolatedLatin = new RegExp(`${isolateStart}([\\p{Script=Latin}\\p{N}\\p{P}\\p{Zs}]*)${isolateEnd}`, 'gu')

/** The text without isolates around names that run from the left anyway, for where every character counts. */
export function leaveLatinBare(text: string, direction: 'ltr' | 'rtl'): string {
  return direction === 'ltr' ? text.replace(isolatedLatin, '$1') : text
}

/** Isolates a name in Latin letters, so that several of them in a row keep the order of the words around them. */
export function isolateLatin(text: string): string {
  return /^\p{Script=Latin}/u.test(text) ? isolate(text) : text
}

/** The text without directional and invisible format characters, for comparing and measuring. */
export function withoutDirectionMarks(text: string): string {
  return text.replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
}

/** Isolates a whole line that is read from the right, whatever stands in it. */
export function isolateRightToLeft(text: string): string {
  return `\u2067${text}${isolateEnd}`
}

/** Isolates an address or something to type, whose parts run from the left whatever their script. */
export function isolateLeftToRight(text: string): string {
  return `\u2066${text}${isolateEnd}`
}
