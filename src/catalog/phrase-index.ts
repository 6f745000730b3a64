/** Things and the phrases for them; phrases are words joined by blanks, as `wordsOf` gives them. */
export interface Phrased<T> {
  readonly thing: T
  readonly phrases: readonly string[]
}

/**
 * What each phrase stands for, each thing once, in the order given. There are tens of thousands of phrases for few
 * things, so phrases that stand for the same share one list.
 */
export function indexPhrases<T>(groups: Iterable<Phrased<T>>): ReadonlyMap<string, readonly T[]> {
  const index = new Map<string, readonly T[]>()
  const longer = new Map<readonly T[], Map<T, readonly T[]>>()
  const nothing: readonly T[] = []
  const add = (list: readonly T[], thing: T): readonly T[] => {
    const extensions = longer.get(list) ?? new Map<T, readonly T[]>()
    const extended = extensions.get(thing) ?? (list.includes(thing) ? list : [...list, thing])
    longer.set(list, extensions.set(thing, extended))
    return extended
  }
  for (const { thing, phrases } of groups)
    for (const phrase of phrases) index.set(phrase, add(index.get(phrase) ?? nothing, thing))
  return index
}
