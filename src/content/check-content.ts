import { sentenceKey } from '../answer/sentences.ts'
import { type Catalog, createCatalog, isNamedCriterion } from '../catalog/catalog.ts'
import type { Claim, Data } from '../catalog/schema.ts'
import type { Locale } from '../language/schema.ts'
import { pluralSuffix } from '../language/voice.ts'
import { placeholdersOf } from '../language/write-sentence-types.ts'
import { type Content, loadContent } from './load-content.ts'
import { InvalidContent, type Problem } from './problem.ts'

/** Every problem of the content in the given folders; empty when it can be relied on. */
export function contentProblems(folders: readonly string[]): readonly Problem[] {
  try {
    const content = loadContent(folders)
    const broken = referenceProblems(content.data)
    if (broken.length > 0) return broken
    const catalog = createCatalog(content.data)
    return [...verdictProblems(catalog), ...sentenceProblems(catalog, content), ...wordProblems(content)]
  } catch (error) {
    if (error instanceof InvalidContent) return error.problems
    throw error
  }
}

/** Ids that claims and snapshots refer to and that do not exist. */
function referenceProblems(data: Data): Problem[] {
  const problems: Problem[] = []
  const expect = (file: string, where: string, id: string, known: object, what: string) => {
    if (!(id in known))
      problems.push({
        file,
        message: `${where} names the unknown ${what} "${id}"`,
        cure: `Add it or use one of: ${Object.keys(known).slice(0, 12).join(', ')} ...`,
      })
  }
  for (const [id, snapshot] of Object.entries(data.snapshots)) {
    const file = 'data/snapshots.yaml'
    expect(file, id, snapshot.source, data.sources, 'source')
    for (const { messengers } of snapshot.listing ?? [])
      for (const messenger of messengers) expect(file, id, messenger, data.messengers, 'messenger')
    for (const criterion of [...(snapshot.criteria?.minimum ?? []), ...(snapshot.criteria?.['best-case'] ?? [])])
      expect(file, id, criterion, data.criteria, 'criterion')
    for (const term of snapshot.footnotes ?? []) expect(file, id, term, data.terms, 'term')
  }
  for (const [id, criterion] of Object.entries(data.criteria)) {
    if (criterion.term) expect('data/criteria.yaml', id, criterion.term, data.terms, 'term')
    if (criterion.rule && 'all' in criterion.rule)
      for (const part of criterion.rule.all) expect('data/criteria.yaml', id, part, data.criteria, 'criterion')
  }
  for (const [id, need] of Object.entries(data.needs))
    if ('criterion' in need) expect('data/needs.yaml', id, need.criterion, data.criteria, 'criterion')
  for (const [id, { see = [] }] of Object.entries(data.terms))
    for (const other of see) expect('data/terms.yaml', id, other, data.terms, 'term')
  for (const [key, messenger] of Object.entries(data.messengers)) {
    const file = `data/messengers/${key}.yaml`
    if (messenger.id !== key)
      problems.push({ file, message: `has the id "${messenger.id}"`, cure: 'Name the file after the id' })
    if (messenger.kind !== 'messenger' && !messenger.parent)
      problems.push({
        file,
        message: `is a ${messenger.kind} without a parent`,
        cure: 'Add parent: with the id it belongs to',
      })
    if (messenger.parent) expect(file, 'parent', messenger.parent, data.messengers, 'messenger')
    for (const [id, claim] of Object.entries(messenger.claims))
      problems.push(...claimProblems(data, file, messenger.claims, id, claim, expect))
  }
  return problems
}

type Expect = (file: string, where: string, id: string, known: object, what: string) => void

function claimProblems(
  data: Data,
  file: string,
  own: Readonly<Record<string, Claim>>,
  id: string,
  claim: Claim,
  expect: Expect,
): Problem[] {
  const problems: Problem[] = []
  expect(file, id, claim.about, data.criteria, 'criterion')
  for (const snapshot of [...(claim.saidBy ?? []), ...Object.keys(claim.misreadIn ?? {})])
    expect(file, id, snapshot, data.snapshots, 'snapshot')
  for (const snapshot of claim.saidBy ?? []) {
    if (claim.misreadIn?.[snapshot])
      problems.push({ file, message: `${id} is both said by and misread in ${snapshot}`, cure: 'Keep one of the two' })
  }
  if (claim.supersededBy) expect(file, id, claim.supersededBy, own, 'claim')
  for (const premise of claim.inferredFrom ?? []) {
    const [messenger, other] = premise.includes('.') ? premise.split('.') : [undefined, premise]
    const claims = messenger === undefined ? own : (data.messengers[messenger]?.claims ?? {})
    expect(file, id, other ?? '', claims, 'claim')
  }
  const criterion = data.criteria[claim.about]
  if (criterion?.type === 'verdict' && !['yes', 'no', 'partial'].includes(String(claim.value))) {
    problems.push({
      file,
      message: `${id} has the value "${String(claim.value)}" for the verdict ${claim.about}`,
      cure: 'Use "yes", "no" or "partial", in quotes',
    })
  }
  return problems
}

/** Every messenger has every criterion, and every verdict a source and a date. */
function verdictProblems(catalog: Catalog): Problem[] {
  return catalog.subjects.flatMap((messenger) =>
    catalog.criteria.flatMap((criterion): Problem[] => {
      const { basis, source, asOf } = catalog.assessment(messenger, criterion)
      if (asOf !== '' && (basis === 'silent' || source !== undefined)) return []
      return [
        {
          file: `data/messengers/${messenger}.yaml`,
          message: `the verdict on ${criterion} has no source or date`,
          cure: 'Name the snapshots in saidBy, or premises that lead to one',
        },
      ]
    }),
  )
}

/** Keys the catalogue needs in English, and differences between English and every other language. */
function sentenceProblems(catalog: Catalog, { data, locales }: Content): Problem[] {
  const english = locales.en
  if (!english)
    return [{ file: 'locales/en', message: 'is missing', cure: 'English is the language others fall back to; add it' }]
  const needed = neededKeys(catalog, data)
  const missing = [...needed]
    .filter((key) => !has(english, key))
    .map(
      (key): Problem => ({
        file: fileOf('en', key),
        message: `has no sentence "${key}"`,
        cure: key.startsWith('facts.') ? 'Write one for this value' : 'Add it',
      }),
    )
  const superfluous = Object.keys(english.sentences)
    .filter((key) => key.startsWith('facts.') && !needed.has(key.replace(pluralSuffix, '')))
    .map(
      (key): Problem => ({
        file: fileOf('en', key),
        message: `"${key}" belongs to no claim`,
        cure: 'Remove it or correct the key',
      }),
    )
  const others = Object.entries(locales).flatMap(([tag, locale]) => localeProblems(tag, locale, english))
  return [...missing, ...superfluous, ...others]
}

function has({ sentences }: Locale, key: string): boolean {
  return key in sentences || `${key}_other` in sentences
}

function neededKeys(catalog: Catalog, data: Data): Set<string> {
  const keys = new Set<string>()
  for (const [id, { source: _, ...snapshot }] of Object.entries(data.snapshots)) {
    for (const { tier, warning } of snapshot.listing ?? []) {
      keys.add(`tiers.${tier}`)
      if (warning) keys.add(`warnings.${warning}`)
    }
    for (const term of snapshot.footnotes ?? []) keys.add(`terms.${term}.mentions`)
    for (const threat of snapshot.threats ?? []) keys.add(`threats.${threat}`)
    keys.add(`sources.${data.snapshots[id]?.source}`)
  }
  for (const [id, criterion] of Object.entries(data.criteria))
    if (isNamedCriterion(criterion)) keys.add(`criteria.${id}.name`).add(`criteria.${id}.meaning`)
  for (const id of Object.keys(data.terms)) keys.add(`terms.${id}.name`).add(`terms.${id}.meaning`)
  for (const id of Object.keys(data.needs)) keys.add(`needs.${id}`)
  for (const [messenger, { claims }] of Object.entries(data.messengers)) {
    for (const [id, claim] of Object.entries(claims)) {
      const { type } = catalog.criterion(claim.about)
      if (type === 'link' || type === 'download') keys.add(`${type}s.${claim.scope}`)
      else keys.add(sentenceKey(catalog, { ...claim, messenger, id }))
      if (type === 'step') keys.add(`setups.${claim.about}`)
    }
  }
  return keys
}

function localeProblems(tag: string, locale: Locale, english: Locale): Problem[] {
  const plural = new Intl.PluralRules(tag).resolvedOptions().pluralCategories
  const bases = (of: Locale) => Map.groupBy(Object.keys(of.sentences), (key) => key.replace(pluralSuffix, ''))
  const own = bases(locale)
  const problems: Problem[] = []
  for (const [key, forms] of bases(english)) {
    const mine = own.get(key)
    // A missing sentence is spoken in English and marked; a language may grow sentence by sentence.
    if (!mine) continue
    const isPlural = forms[0] !== key
    const categories = mine.map((form) => form.slice(key.length + 1)).toSorted()
    if (isPlural && categories.join() !== plural.toSorted().join()) {
      problems.push({
        file: fileOf(tag, key),
        message: `"${key}" has the plural forms ${categories.join(', ') || 'none'}`,
        cure: `This language needs exactly: ${plural.join(', ')}`,
      })
    }
    const wanted = [...new Set(forms.flatMap((form) => placeholdersOf(english.sentences[form] ?? '')))].toSorted()
    const found = [...new Set(mine.flatMap((form) => placeholdersOf(locale.sentences[form] ?? '')))].toSorted()
    if (wanted.join() !== found.join()) {
      problems.push({
        file: fileOf(tag, key),
        message: `"${key}" has the placeholders ${found.join(', ') || 'none'}`,
        cure: `Use exactly: ${wanted.join(', ') || 'none'}`,
      })
    }
  }
  for (const key of own.keys()) {
    if (!has(english, key))
      problems.push({
        file: fileOf(tag, key),
        message: `"${key}" does not exist in English`,
        cure: 'Remove it or correct the key',
      })
  }
  return problems
}

function fileOf(tag: string, key: string): string {
  const [part, messenger] = key.split('.')
  if (part === 'facts') return `locales/${tag}/facts/${messenger}.yaml`
  const catalog = [
    'sources',
    'tiers',
    'warnings',
    'setups',
    'kinds',
    'threats',
    'criteria',
    'terms',
    'needs',
    'downloads',
    'links',
  ]
  return `locales/${tag}/${catalog.includes(part ?? '') ? 'catalog' : 'interface'}.yaml`
}

/** Names for things that do not exist. */
function wordProblems({ data, locales }: Content): Problem[] {
  const parts = {
    messengers: data.messengers,
    criteria: data.criteria,
    terms: data.terms,
    needs: data.needs,
    notCovered: data.notCovered,
  }
  return Object.entries(locales).flatMap(([tag, { words }]) =>
    Object.entries(parts).flatMap(([part, known]) =>
      Object.keys(words[part as keyof typeof parts])
        .filter((id) => !(id in known))
        .map(
          (id): Problem => ({
            file: `locales/${tag}/words.yaml`,
            message: `${part}.${id} names nothing in data`,
            cure: 'Remove it or correct the id',
          }),
        ),
    ),
  )
}
