/** A look-up that does not look the same phrase up twice; made anew for each question, so that nothing typed is kept. */
export function remembering<T>(lookUp: (phrase: string) => T): (phrase: string) => T {
  const known = new Map<string, T>()
  return (phrase) => {
    const found = known.get(phrase) ?? lookUp(phrase)
    known.set(phrase, found)
    return found
  }
}
