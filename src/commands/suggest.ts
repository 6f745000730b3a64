import type { Catalog } from '../catalog/catalog.ts'
import { beginningDistance, toleratedEdits } from '../catalog/edit-distance.ts'
import { countBits, lettersOf } from '../catalog/likeness.ts'
import type { Named, NameEntry, NameIndex, NameKind } from '../catalog/names.ts'
import type { Voice } from '../language/voice.ts'
import { wordsOf } from '../question/words.ts'
import type { Parameter } from './command.ts'
import { conditionName } from './recommend.ts'
import { thingName } from './shared.ts'

/** Something that may be meant: what to give the command, and what it is called in the asker's language. */
export interface Suggestion {
  readonly value: string
  readonly label: string
}

/** A parameter with what is typed for it so far. */
export interface Typing {
  readonly parameter: Parameter
  readonly typed: string
  /** What the command is given already. */
  readonly given: readonly string[]
  readonly most: number
}

/** Suggests what may be meant by the beginning of a name in any language, misspelt or not; no label comes twice. */
export type Suggest = (typing: Typing, voice: Voice) => readonly Suggestion[]

/** A thing with all its names. */
interface Thing extends Named {
  readonly names: readonly NameEntry[]
}

/** Prepares suggestions from all names; the work is done when the first are asked for. */
export function createSuggest(catalog: Catalog, names: NameIndex, entries: readonly NameEntry[]): Suggest {
  let things: ReadonlyMap<NameKind, readonly Thing[]> | undefined
  return ({ parameter: { takes, suggests = [], among }, typed, given, most }, voice) => {
    things ??= Map.groupBy(thingsOf(catalog, entries), ({ kind }) => kind)
    const kinds = takes === 'text' ? suggests : takes
    const candidates = kinds
      .flatMap((kind) => things?.get(kind) ?? [])
      .filter(({ id }) => !given.includes(id) && (among?.includes(id) ?? true))
      .filter((thing) => isReadAs(thing, kinds, names))
      .map((thing) => ({ ...thing, label: labelOf(catalog, voice, thing, kinds) }))
    const labels = new Set<string>()
    return nearest(candidates, wordsOf(typed).join(' '), voice.language)
      .filter(({ label }) => !labels.has(label) && labels.add(label))
      .slice(0, most)
      .map(({ id, label }) => ({ value: id, label }))
  }
}

/** Everything that has names, messengers and criteria in the guide's order, all else in that of the files. */
function thingsOf(catalog: Catalog, entries: readonly NameEntry[]): readonly Thing[] {
  const places = new Map([...catalog.subjects, ...catalog.criteria].map((id, place) => [id, place]))
  const place = ({ id }: Thing) => places.get(id) ?? places.size
  return [...Map.groupBy(entries, ({ kind, id }) => `${kind} ${id}`).values()]
    .flatMap((names) => (names[0] ? [{ kind: names[0].kind, id: names[0].id, names }] : []))
    .toSorted((a, b) => place(a) - place(b))
}

/** Whether a thing's id names that thing and no other one that the parameter takes. */
function isReadAs({ kind, id }: Thing, kinds: readonly NameKind[], names: NameIndex): boolean {
  const named = names.find(wordsOf(id).join(' '))
  const first = kinds.find((one) => named.some((other) => other.kind === one))
  return first === kind && named.some((other) => other.kind === kind && other.id === id)
}

/** A thing with the name it is shown by. */
interface Labelled extends Thing {
  readonly label: string
}

/** The things with a name that begins as typed; if there are none, those where it would but for slips. */
function nearest(things: readonly Labelled[], typed: string, language: string): readonly Labelled[] {
  if (typed === '') return things
  const begun = ranked(things, ({ label, names }) => {
    const shown = beginning(wordsOf(label).join(' '), typed)
    const known = names.flatMap(({ phrases, languages }) => {
      const isForeign = languages.length > 0 && !languages.includes(language)
      return phrases.map((phrase) => beginning(phrase, typed) + (isForeign ? 2 : 1))
    })
    return Math.min(shown, ...known)
  })
  if (begun.length > 0) return begun
  const slips = slipsIn(typed)
  return ranked(things, ({ names }) => Math.min(...names.flatMap(({ phrases }) => phrases.map(slips))))
}

/** How well a name begins as typed: it is that, begins so, or one of its words does. */
function beginning(phrase: string, typed: string): number {
  if (phrase === typed) return 0
  if (phrase.startsWith(typed)) return 3
  return phrase.includes(` ${typed}`) ? 6 : Number.POSITIVE_INFINITY
}

/** Counts the slips in what was typed, were it the beginning of a name; infinite where they are too many. */
function slipsIn(typed: string): (phrase: string) => number {
  const tolerated = toleratedEdits(typed)
  const letters = lettersOf(typed)
  return (phrase) => {
    if (tolerated === 0 || phrase.length + tolerated < typed.length) return Number.POSITIVE_INFINITY
    const start = phrase.slice(0, typed.length + tolerated)
    // A slip accounts for at most one letter that the name lacks.
    if (countBits(letters & ~lettersOf(start)) > tolerated) return Number.POSITIVE_INFINITY
    const distance = beginningDistance(typed, start)
    return distance > tolerated ? Number.POSITIVE_INFINITY : distance
  }
}

function ranked(things: readonly Labelled[], rank: (thing: Labelled) => number): readonly Labelled[] {
  return things
    .map((thing) => ({ thing, rank: rank(thing) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ thing }) => thing)
}

/** Among needs a criterion that is better not met is called so: "no phone number". */
function labelOf(catalog: Catalog, voice: Voice, { kind, id }: Thing, kinds: readonly NameKind[]): string {
  const unwanted = kind === 'criterion' && kinds.includes('need') && catalog.criterion(id).desired === 'no'
  return unwanted
    ? conditionName({ catalog, voice }, { criterion: id, value: 'no' })
    : thingName({ catalog, voice }, { kind, id })
}
