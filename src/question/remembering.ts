/** Looking for what is like a phrase is slow; a text with more that is unknown is no misspelt one. */
const mostLookUps = 24

/**
 * A look-up of likely meanings that does not look the same phrase up twice, nor without end; made anew for each
 * question, so that nothing typed is kept.
 */
export function remembering<T>(lookUp: (phrase: string) => readonly T[]): (phrase: string) => readonly T[] {
  const known = new Map<string, readonly T[]>()
  return (phrase) => {
    const found = known.get(phrase) ?? (known.size < mostLookUps ? lookUp(phrase) : [])
    known.set(phrase, found)
    return found
  }
}
