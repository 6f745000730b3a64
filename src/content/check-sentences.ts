import { sentenceKey } from '../answer/sentences.ts'
import { type Catalog, isNamedCriterion } from '../catalog/catalog.ts'
import type { Data } from '../catalog/schema.ts'
import { placeholdersOf, pluralSuffix } from '../language/placeholders.ts'
import type { Locale } from '../language/schema.ts'
import type { LocatedContent } from './load-content.ts'
import type { Problem } from './problem.ts'

type Report = (tag: string, key: string, message: string, cure: string) => void

/** Sentences that are needed and missing, belong to nothing, or differ from English in placeholders or plural forms. */
export function sentenceProblems(catalog: Catalog, { data, locales, phrases, locate }: LocatedContent): Problem[] {
  const problems: Problem[] = []
  const report: Report = (tag, key, message, cure) => {
    const { file, path } = placeOf(tag, key)
    problems.push({ ...locate(file, path), message, cure })
  }
  const english = locales.en
  if (!english)
    return [{ file: 'locales/en', message: 'is missing', cure: 'Add it: other languages fall back to English' }]

  const needed = neededKeys(catalog, data, phrases)
  const known = new Set(Object.keys(english.sentences).map((key) => key.replace(pluralSuffix, '')))
  for (const key of needed)
    if (!known.has(key)) report('en', key, `has no sentence "${key}"`, 'Write one for this value')
  for (const key of known)
    if (key.startsWith('facts.') && !needed.has(key))
      report('en', key, `"${key}" belongs to no claim`, 'Remove it or correct the key')
  for (const [tag, locale] of Object.entries(locales)) compare(tag, locale, english, report)
  return problems
}

/** The sentences that data call for. */
function neededKeys(catalog: Catalog, data: Data, phrases: LocatedContent['phrases']): Set<string> {
  const keys = new Set<string>()
  for (const { source, listing = [], footnotes = [], threats = [] } of Object.values(data.snapshots)) {
    keys.add(`sources.${source}`)
    for (const { tier, warning } of listing) {
      keys.add(`tiers.${tier}`)
      if (warning) keys.add(`warnings.${warning}`)
    }
    for (const term of footnotes) keys.add(`terms.${term}.mentions`)
    for (const threat of threats) keys.add(`threats.${threat}`)
  }
  for (const [id, criterion] of Object.entries(data.criteria))
    if (isNamedCriterion(criterion)) keys.add(`criteria.${id}.name`).add(`criteria.${id}.meaning`)
  const meant = new Set(Object.values(data.needs).flatMap((need) => ('criterion' in need ? [need.criterion] : [])))
  for (const { kind, id } of phrases) {
    const [about = ''] = id.split('.')
    const criterion = data.criteria[about]
    const isTopic = kind === 'fact' && criterion?.type === 'verdict' && !isNamedCriterion(criterion)
    if (isTopic && !meant.has(about)) keys.add(`topics.${about}`)
  }
  for (const id of Object.keys(data.terms)) keys.add(`terms.${id}.name`).add(`terms.${id}.meaning`)
  for (const id of Object.keys(data.needs)) keys.add(`needs.${id}`)
  for (const [messenger, { kind, claims }] of Object.entries(data.messengers)) {
    if (kind !== 'messenger') keys.add(`kinds.${kind}`)
    for (const [id, claim] of Object.entries(claims)) {
      const { type } = catalog.criterion(claim.about)
      if (type === 'link' || type === 'download') keys.add(`${type}s.${claim.scope}`)
      else keys.add(sentenceKey(catalog, { ...claim, messenger, id }))
      if (type === 'step') keys.add(`setups.${claim.about}`)
    }
  }
  return keys
}

/** A missing sentence is no problem: it is said in English and marked, so that a language may grow. */
function compare(tag: string, locale: Locale, english: Locale, report: Report): void {
  const plurals = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.toSorted()
  const own = formsByKey(locale)
  const originals = formsByKey(english)
  for (const [key, forms] of own) {
    const original = originals.get(key)
    if (!original) {
      report(tag, key, `"${key}" does not exist in English`, 'Remove it or correct the key')
      continue
    }
    const categories = forms.map((form) => form.slice(key.length + 1)).toSorted()
    if (original[0] !== key && categories.join() !== plurals.join()) {
      const found = categories.filter((category) => category !== '').join(', ') || 'none'
      report(tag, forms[0] ?? key, `"${key}" has the plural forms: ${found}`, `Write exactly: ${plurals.join(', ')}`)
    }
    const wanted = placeholders(english, original)
    const found = placeholders(locale, forms)
    if (wanted !== found) {
      report(
        tag,
        forms[0] ?? key,
        `"${key}" has the placeholders: ${found || 'none'}`,
        `Use exactly: ${wanted || 'none'}`,
      )
    }
  }
}

function formsByKey({ sentences }: Locale): Map<string, string[]> {
  return Map.groupBy(Object.keys(sentences), (key) => key.replace(pluralSuffix, ''))
}

function placeholders({ sentences }: Locale, forms: readonly string[]): string {
  return [...new Set(forms.flatMap((form) => placeholdersOf(sentences[form] ?? '')))].toSorted().join(', ')
}

const catalogParts = new Set(
  'sources tiers warnings setups kinds threats criteria terms needs downloads links'.split(' '),
)

/** The file that keeps a sentence and its path there. */
function placeOf(tag: string, key: string): { file: string; path: string[] } {
  const [part = '', ...rest] = key.split('.')
  if (part === 'facts') return { file: `locales/${tag}/facts/${rest[0]}.yaml`, path: rest.slice(1) }
  return { file: `locales/${tag}/${catalogParts.has(part) ? 'catalog' : 'interface'}.yaml`, path: [part, ...rest] }
}
