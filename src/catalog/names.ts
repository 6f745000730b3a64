import Fuse from 'fuse.js'
import type { Locale } from '../language/schema.ts'
import { wordsOf } from '../question/words.ts'
import { isNamedCriterion } from './catalog.ts'
import { editDistance, toleratedEdits } from './edit-distance.ts'
import type { Data } from './schema.ts'

export type NameKind = 'messenger' | 'criterion' | 'term' | 'need' | 'not-covered' | 'command' | 'section'

/** Something with a name: what kind of thing, and its id. */
export interface Named {
  readonly kind: NameKind
  readonly id: string
}

/** All names in all languages and scripts, found exactly first and by likeness second. */
export interface NameIndex {
  /** Words in the longest name. */
  readonly longest: number
  /** The things a phrase names exactly; phrases are words joined by blanks, as `wordsOf` gives them. */
  find(phrase: string): readonly Named[]
  /** The things of these kinds whose name is nearest a misspelt phrase; several when they are equally near. */
  closest(phrase: string, kinds: readonly NameKind[]): readonly Named[]
}

interface Entry extends Named {
  readonly phrase: string
}

/** Indexes the names of data and locales, and those of the given commands. */
export function createNameIndex(
  data: Data,
  locales: Readonly<Record<string, Locale>>,
  commands: readonly string[],
): NameIndex {
  const entries = [...entriesOf(data, locales, commands)]
  const exact = Map.groupBy(entries, (entry) => entry.phrase)
  let fuse: Fuse<Entry> | undefined
  return {
    longest: Math.max(...entries.map(({ phrase }) => phrase.split(' ').length)),
    find: (phrase) => exact.get(phrase) ?? [],
    closest: (phrase, kinds) => {
      const tolerated = toleratedEdits(phrase)
      if (tolerated === 0) return []
      fuse ??= new Fuse(entries, { keys: ['phrase'], threshold: 0.5, ignoreFieldNorm: true })
      const near = fuse
        .search(phrase)
        .map(({ item }) => ({ item, distance: editDistance(phrase, item.phrase) }))
        .filter(({ item, distance }) => kinds.includes(item.kind) && distance <= tolerated)
      const nearest = Math.min(...near.map(({ distance }) => distance))
      return distinct(near.filter(({ distance }) => distance === nearest).map(({ item }) => item))
    },
  }
}

function distinct(entries: readonly Entry[]): Named[] {
  return [...new Map(entries.map(({ kind, id }) => [`${kind} ${id}`, { kind, id }])).values()]
}

function* entriesOf(
  data: Data,
  locales: Readonly<Record<string, Locale>>,
  commands: readonly string[],
): Generator<Entry> {
  const seen = new Set<string>()
  for (const [kind, id, name] of namesOf(data, locales, commands)) {
    const phrase = wordsOf(name).join(' ')
    const key = `${kind} ${id} ${phrase}`
    if (phrase === '' || seen.has(key)) continue
    seen.add(key)
    yield { kind, id, phrase }
  }
}

function* namesOf(
  data: Data,
  locales: Readonly<Record<string, Locale>>,
  commands: readonly string[],
): Generator<readonly [NameKind, string, string]> {
  for (const { id, name } of Object.values(data.messengers))
    yield* [
      ['messenger', id, id],
      ['messenger', id, name],
    ] as const
  for (const [id, criterion] of Object.entries(data.criteria))
    if (isNamedCriterion(criterion)) yield ['criterion', id, id]
  for (const id of Object.keys(data.terms)) yield ['term', id, id]
  for (const id of Object.keys(data.needs)) yield ['need', id, id]
  for (const [id, { name }] of Object.entries(data.notCovered))
    yield* [
      ['not-covered', id, id],
      ['not-covered', id, name],
    ] as const
  for (const name of commands) yield ['command', name, name]
  for (const { sentences, words } of Object.values(locales)) {
    yield* labels(sentences)
    yield* aliases('messenger', words.messengers)
    yield* aliases('criterion', words.criteria)
    yield* aliases('term', words.terms)
    yield* aliases('need', words.needs)
    yield* aliases('not-covered', words.notCovered)
    yield* aliases('command', words.commands)
  }
}

function* labels(sentences: Locale['sentences']): Generator<readonly [NameKind, string, string]> {
  for (const [key, label] of Object.entries(sentences)) {
    const [part, id = '', field] = key.split('.')
    if (part === 'criteria' && field === 'name') yield ['criterion', id, label]
    if (part === 'terms' && field === 'name') yield ['term', id, label]
    if (part === 'needs') yield ['need', id, label]
    if (part === 'sections')
      yield* [
        ['section', id, id],
        ['section', id, label],
      ] as const
  }
}

function* aliases(
  kind: NameKind,
  words: Readonly<Record<string, readonly string[]>>,
): Generator<readonly [NameKind, string, string]> {
  for (const [id, names] of Object.entries(words)) for (const name of names) yield [kind, id, name]
}
