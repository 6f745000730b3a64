import Fuse from 'fuse.js'
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
  readonly texts: readonly string[]
}

/** Fuzzy search over the sentences of all languages, however the words are spelt; every word must be found. */
export function createTextSearch(
  catalog: Catalog,
  locales: Readonly<Record<string, Locale>>,
): (query: string, most: number) => readonly Hit[] {
  let fuse: Fuse<Text> | undefined
  return (query, most) => {
    const words = query.match(/[\p{L}\p{N}]+/gu) ?? []
    if (words.length === 0) return []
    fuse ??= new Fuse(textsOf(catalog, locales), {
      keys: ['texts'],
      threshold: 0.25,
      ignoreLocation: true,
      ignoreFieldNorm: true,
      minMatchCharLength: 2,
    })
    // Fuse.js matches at most 32 characters of a word well; more words than this add nothing.
    const terms = words.slice(0, 8).map((word) => ({ texts: [...word].slice(0, 32).join('') }))
    return fuse.search({ $and: terms }, { limit: most }).map(({ item }) => item.hit)
  }
}

function textsOf(catalog: Catalog, locales: Readonly<Record<string, Locale>>): Text[] {
  const spoken = Object.values(locales)
  const everyLanguage = (prefix: string) =>
    spoken.flatMap(({ sentences }) =>
      Object.entries(sentences).flatMap(([key, sentence]) => (key.startsWith(prefix) ? sentence : [])),
    )
  const facts = catalog.subjects.flatMap((id) =>
    catalog.facts(id).map((claim): Text => {
      const texts = everyLanguage(`facts.${id}.${claim.id}`)
      return {
        hit: { kind: 'fact', claim },
        texts: texts.map((sentence) => `${catalog.messenger(id).name} ${sentence} ${valueText(claim)}`),
      }
    }),
  )
  const criteria = Object.entries(catalog.data.criteria)
    .filter(([, criterion]) => isNamedCriterion(criterion))
    .map(([id]): Text => ({ hit: { kind: 'criterion', id }, texts: everyLanguage(`criteria.${id}.`) }))
  const terms = Object.keys(catalog.data.terms).map(
    (id): Text => ({ hit: { kind: 'term', id }, texts: everyLanguage(`terms.${id}.`) }),
  )
  return [...criteria, ...terms, ...facts]
}

function valueText({ value }: ResolvedClaim): string {
  return typeof value === 'object' ? Object.values(value).join(' ') : String(value)
}
