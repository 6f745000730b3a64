import type { Locale, Words } from '../language/schema.ts'
import { wordsOf } from '../question/words.ts'
import { isNamedCriterion } from './catalog.ts'
import { toleratedEdits } from './edit-distance.ts'
import { createLikeness } from './likeness.ts'
import { indexPhrases, type Phrased } from './phrase-index.ts'
import type { Data } from './schema.ts'

export type NameKind = 'messenger' | 'criterion' | 'term' | 'need' | 'not-covered' | 'command' | 'section' | 'language'

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

/** Something with some of its names. */
export interface NameEntry extends Named {
  /** Languages whose words give it these names; none for proper names and ids. */
  readonly languages: readonly string[]
  /** Each name as words joined by blanks, as `wordsOf` gives them. */
  readonly phrases: readonly string[]
}

/** Indexes names. */
export function createNameIndex(entries: readonly NameEntry[]): NameIndex {
  const exact = indexPhrases(phrasesOfThings(entries))
  const alike = createLikeness(() => exact.keys())
  return {
    longest: mostBlanks(exact.keys()) + 1,
    find: (phrase) => exact.get(phrase) ?? [],
    closest: (phrase, kinds) => {
      const near = alike(phrase, toleratedEdits(phrase))
        .map(({ phrase, distance }) => ({
          named: exact.get(phrase)?.filter(({ kind }) => kinds.includes(kind)) ?? [],
          distance,
        }))
        .filter(({ named }) => named.length > 0)
      const nearest = Math.min(...near.map(({ distance }) => distance))
      return [...new Set(near.filter(({ distance }) => distance === nearest).flatMap(({ named }) => named))]
    },
  }
}

/** Entries with one object for each thing, however many entries it has. */
export function phrasesOfThings<K extends string>(
  entries: readonly { readonly kind: K; readonly id: string; readonly phrases: readonly string[] }[],
): Phrased<{ readonly kind: K; readonly id: string }>[] {
  const things = new Map<string, { readonly kind: K; readonly id: string }>()
  return entries.map(({ kind, id, phrases }) => {
    const key = `${kind} ${id}`
    const thing = things.get(key) ?? { kind, id }
    things.set(key, thing)
    return { thing, phrases }
  })
}

function mostBlanks(phrases: Iterable<string>): number {
  let most = 0
  for (const phrase of phrases) {
    let blanks = 0
    for (let at = phrase.indexOf(' '); at >= 0; at = phrase.indexOf(' ', at + 1)) blanks++
    if (blanks > most) most = blanks
  }
  return most
}

/** Every name of data and locales, once for each thing, by thing and languages. */
export function nameEntries(
  data: Data,
  locales: Readonly<Record<string, Locale>>,
  words: Readonly<Record<string, Words>>,
): NameEntry[] {
  const found = new Map<string, Named & { phrase: string; languages: Set<string> }>()
  const add = (kind: NameKind, id: string, name: string, language?: string) => {
    const phrase = wordsOf(name).join(' ')
    if (phrase === '') return
    const key = `${kind} ${id} ${phrase}`
    const entry = found.get(key) ?? { kind, id, phrase, languages: new Set() }
    if (language !== undefined) entry.languages.add(language)
    found.set(key, entry)
  }
  for (const [kind, id, name] of namesInData(data)) add(kind, id, name)
  for (const [language, { sentences }] of Object.entries(locales))
    for (const [kind, id, name] of labels(sentences)) add(kind, id, name, language)
  for (const [kind, id, name] of languageNames(locales)) add(kind, id, name)
  for (const [language, lists] of Object.entries(words))
    for (const [kind, id, name] of wordsFor(lists)) add(kind, id, name, language)
  const groups = Map.groupBy(found.values(), ({ kind, id, languages }) => [kind, id, ...languages].join(' '))
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map(({ kind, id, languages }) => ({
      ...{ kind, id, languages: [...languages] },
      phrases: group.map(({ phrase }) => phrase),
    })),
  )
}

type NameOf = readonly [kind: NameKind, id: string, name: string]

function* namesInData(data: Data): Generator<NameOf> {
  for (const { id, name } of Object.values(data.messengers))
    yield* [['messenger', id, id] as const, ['messenger', id, name] as const]
  for (const [id, criterion] of Object.entries(data.criteria))
    if (isNamedCriterion(criterion)) yield ['criterion', id, id]
  for (const id of Object.keys(data.terms)) yield ['term', id, id]
  for (const id of Object.keys(data.needs)) yield ['need', id, id]
  for (const [id, { name }] of Object.entries(data.notCovered))
    yield* [['not-covered', id, id] as const, ['not-covered', id, name] as const]
}

function* wordsFor(words: Words): Generator<NameOf> {
  yield* aliases('messenger', words.messengers)
  yield* aliases('criterion', words.criteria)
  yield* aliases('term', words.terms)
  yield* aliases('need', words.needs)
  yield* aliases('not-covered', words.notCovered)
  yield* aliases('command', words.commands)
}

function* labels(sentences: Locale['sentences']): Generator<NameOf> {
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

/** Each language's tag and name in itself and in all others, with and without its script: 繁體中文, cinese. */
function* languageNames(locales: Readonly<Record<string, Locale>>): Generator<NameOf> {
  const tags = Object.keys(locales)
  const speakers = tags.map((tag) => new Intl.DisplayNames(tag, { type: 'language' }))
  for (const [tag, { language }] of Object.entries(locales)) {
    yield* [['language', tag, tag] as const, ['language', tag, language.name] as const]
    for (const speaker of speakers)
      for (const form of [tag, new Intl.Locale(tag).language]) yield ['language', tag, speaker.of(form) ?? form]
  }
}

function* aliases(kind: NameKind, words: Readonly<Record<string, readonly string[]>>): Generator<NameOf> {
  for (const [id, names] of Object.entries(words)) for (const name of [id, ...names]) yield [kind, id, name]
}
