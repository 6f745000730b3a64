/**
 * What tens of thousands of phrases stand for, in a form that can be kept in a file and takes a third of the memory of
 * a map: lines of a phrase, a tab and the number of its list.
 */
export interface PhraseTable<T> {
  readonly things: readonly T[]
  /** Lists of places in `things`. */
  readonly lists: readonly (readonly number[])[]
  /** The lines without characters that make a text take two bytes for each of its characters. */
  readonly narrow: string
  /** The other lines. */
  readonly wide: string
  /** Words in the longest phrase. */
  readonly longest: number
}

/** Looks phrases up. */
export interface PhraseIndex<T> {
  /** What a phrase stands for; the same list for phrases that mean the same. */
  find(phrase: string): readonly T[]
  phrases(): Iterable<string>
}

/** Writes an index of phrases as a table. */
export function tabulatePhrases<T>(index: ReadonlyMap<string, readonly T[]>): PhraseTable<T> {
  const things = [...new Set([...index.values()].flat())]
  const places = new Map(things.map((thing, place) => [thing, place]))
  const lists = new Map([...new Set(index.values())].map((list, number) => [list, number]))
  const linesOf = (belongs: (phrase: string) => boolean) =>
    [...index].map(([phrase, list]) => (belongs(phrase) ? `${phrase}\t${lists.get(list)}\n` : '')).join('')
  return {
    things,
    lists: [...lists.keys()].map((list) => list.map((thing) => places.get(thing) ?? 0)),
    narrow: linesOf((phrase) => !isWide(phrase)),
    wide: linesOf(isWide),
    longest: Math.max(0, ...new Set([...index.keys()].map((phrase) => phrase.split(' ').length))),
  }
}

/** Makes a table ready to be looked up. */
export function createPhraseIndex<T>({ things, lists, narrow, wide }: PhraseTable<T>): PhraseIndex<T> {
  const meanings = lists.map((list) => list.flatMap((place) => things.slice(place, place + 1)))
  const finders = { narrow: indexLines(narrow), wide: indexLines(wide) }
  const nothing: readonly T[] = []
  return {
    find: (phrase) => meanings[(isWide(phrase) ? finders.wide : finders.narrow)(phrase) ?? -1] ?? nothing,
    *phrases() {
      for (const text of [narrow, wide])
        for (const start of startsOfLines(text)) yield text.slice(start, text.indexOf('\t', start))
    },
  }
}

const isWide = (text: string) => /[^ -ÿ]/.test(text)

/** Finds the number in the line of a phrase, through a hash table of where lines start. */
function indexLines(text: string): (phrase: string) => number | undefined {
  const starts = [...startsOfLines(text)]
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * starts.length + 1))).fill(-1)
  const last = slots.length - 1
  for (const start of starts) {
    let slot = hash(text, start, text.indexOf('\t', start)) & last
    while (slots[slot] !== -1) slot = (slot + 1) & last
    slots[slot] = start
  }
  return (phrase) => {
    for (let slot = hash(phrase, 0, phrase.length) & last; ; slot = (slot + 1) & last) {
      const start = slots[slot] ?? -1
      if (start === -1) return undefined
      const tab = start + phrase.length
      if (text[tab] === '\t' && text.startsWith(phrase, start))
        return Number(text.slice(tab + 1, text.indexOf('\n', tab)))
    }
  }
}

function* startsOfLines(text: string): Generator<number> {
  for (let start = 0; start < text.length; start = text.indexOf('\n', start) + 1) yield start
}

/** FNV-1a of part of a text. */
function hash(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
