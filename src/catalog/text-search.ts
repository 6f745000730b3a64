import Fuse from 'fuse.js'
import { pluralSuffix } from '../language/placeholders.ts'
import type { Locale } from '../language/schema.ts'
import type { Catalog } from './catalog.ts'
import { isNamedCriterion } from './catalog.ts'
import type { ResolvedClaim } from './resolve-claims.ts'

/** Something whose text matches a search. */
export type Hit =
  | { readonly kind: 'fact'; readonly claim: ResolvedClaim }
  | { readonly kind: 'criterion' | 'term'; readonly id: string }

interface Text {
  readonly hit: Hit
  readonly text: string
}

/** Longer words and more of them make a search dearer, not better. */
const longestWord = 16
const mostWords = 5

/** Looks words up; the language is that of the place. */
export type TextSearch = (query: string, language: string, most: number) => readonly Hit[]

/**
 * Fuzzy search over the sentences of a language, however the words are spelt; every word must be found. Words that the
 * language of the place does not write, or does not have, are looked for in the others.
 */
export function createTextSearch(catalog: Catalog, locales: Readonly<Record<string, Locale>>): TextSearch {
  const indexes = new Map<string, Fuse<Text>>()
  const search = (tag: string, locale: Locale, words: readonly string[], most: number) => {
    const index = indexes.get(tag) ?? new Fuse(textsOf(catalog, locale), options)
    indexes.set(tag, index)
    return index.search({ $and: words.map((word) => ({ text: word })) }, { limit: most }).map(({ item }) => item.hit)
  }
  return (query, language, most) => {
    const words = (query.match(/[\p{L}\p{N}]{2,}/gu) ?? []).slice(0, mostWords)
    const cut = words.map((word) => [...word].slice(0, longestWord).join(''))
    if (cut.length === 0) return []
    const ordered = Object.entries(locales).toSorted(([a], [b]) => Number(b === language) - Number(a === language))
    for (const [tag, locale] of ordered) {
      const hits = writes(locale, cut) ? search(tag, locale, cut, most) : []
      if (hits.length > 0) return hits
    }
    return []
  }
}

/** Whether a language writes all these words. */
function writes({ language }: Locale, words: readonly string[]): boolean {
  const scripts = language.scripts.map((script) => `\\p{Script=${script === 'Hant' ? 'Han' : script}}`).join('')
  const written = new RegExp(`^[${scripts}\\p{N}\\p{M}]+$`, 'u')
  return words.every((word) => written.test(word))
}

const options = {
  keys: ['text'],
  threshold: 0.25,
  ignoreLocation: true,
  ignoreFieldNorm: true,
  minMatchCharLength: 2,
}

function textsOf(catalog: Catalog, { sentences }: Locale): Text[] {
  const under = (place: string) =>
    Object.entries(sentences)
      .filter(([key]) => key.startsWith(`${place}.`) || key.replace(pluralSuffix, '') === place)
      .map(([, sentence]) => sentence)
      .join(' ')
  const facts = catalog.subjects.flatMap((id) =>
    catalog.facts(id).map(
      (claim): Text => ({
        hit: { kind: 'fact', claim },
        text: `${catalog.messenger(id).name} ${under(`facts.${id}.${claim.id}`)} ${valueText(claim)}`,
      }),
    ),
  )
  const criteria = Object.entries(catalog.data.criteria)
    .filter(([, criterion]) => isNamedCriterion(criterion))
    .map(([id]): Text => ({ hit: { kind: 'criterion', id }, text: under(`criteria.${id}`) }))
  const terms = Object.keys(catalog.data.terms).map(
    (id): Text => ({ hit: { kind: 'term', id }, text: under(`terms.${id}`) }),
  )
  return [...criteria, ...terms, ...facts]
}

function valueText({ value }: ResolvedClaim): string {
  return typeof value === 'object' ? Object.values(value).join(' ') : String(value)
}
