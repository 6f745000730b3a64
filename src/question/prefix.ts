/** What follows a prefix, in any case; undefined where a text does not begin with it. */
export function afterPrefix(text: string, prefix: string): string | undefined {
  return text.toLowerCase().startsWith(prefix.toLowerCase()) ? text.slice(prefix.length).trim() : undefined
}
