/**
 * What makes a word go on, for regular expressions with the flag "v". Chinese is written without blanks, so its
 * characters do not.
 */
export const letter = '[[\\p{L}\\p{N}_]--\\p{Script=Han}]'

/**
 * What follows a prefix, in any case; undefined where a text does not begin with it as a word. A prefix that ends in a
 * sign may stand right before what is asked.
 */
export function afterPrefix(text: string, prefix: string): string | undefined {
  const end = new RegExp(`${letter}$`, 'v').test(prefix) ? `(?!${letter})` : ''
  const [typed] = new RegExp(`^\\s*${RegExp.escape(prefix)}${end}`, 'iv').exec(text) ?? []
  return typed === undefined ? undefined : text.slice(typed.length).trim()
}
