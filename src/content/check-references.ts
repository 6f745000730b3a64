import { nearest } from '../catalog/edit-distance.ts'
import type { Claim, Criterion } from '../catalog/schema.ts'
import { circlesIn, partsOf } from './check-circles.ts'
import type { LocatedContent } from './load-content.ts'
import type { Problem } from './problem.ts'

/** Notes a problem unless the id at a path of a file is one of the known ones. */
type Expect = (file: string, path: readonly string[], id: string, known: object, what: string) => void

/** Ids that data and words refer to and that do not exist, and claims that contradict themselves. */
export function referenceProblems({ data, words, phrases, locate }: LocatedContent): Problem[] {
  const problems: Problem[] = []
  const report = (file: string, path: readonly string[], message: string, cure: string) =>
    void problems.push({ ...locate(file, path), message, cure })
  const expect: Expect = (file, path, id, known, what) => {
    if (Object.hasOwn(known, id)) return
    const ids = Object.keys(known)
    const close = nearest(id, ids)
    const cure = close ? `Did you mean "${close}"?` : `Add it, or use one of: ${ids.slice(0, 12).join(', ')} ...`
    report(file, path, `${path.join('.')} names the unknown ${what} "${id}"`, cure)
  }

  for (const [id, snapshot] of Object.entries(data.snapshots)) {
    const file = 'data/snapshots.yaml'
    expect(file, [id, 'source'], snapshot.source, data.sources, 'source')
    for (const messenger of snapshot.listing?.flatMap(({ messengers }) => messengers) ?? [])
      expect(file, [id, 'listing'], messenger, data.messengers, 'messenger')
    for (const criterion of Object.values(snapshot.criteria ?? {}).flat())
      expect(file, [id, 'criteria'], criterion, data.criteria, 'criterion')
    for (const term of snapshot.footnotes ?? []) expect(file, [id, 'footnotes'], term, data.terms, 'term')
  }
  for (const [id, { term, rule }] of Object.entries(data.criteria)) {
    if (term) expect('data/criteria.yaml', [id, 'term'], term, data.terms, 'term')
    for (const part of partsOf(rule)) expect('data/criteria.yaml', [id, 'rule'], part, data.criteria, 'criterion')
  }
  for (const [id, need] of Object.entries(data.needs))
    if ('criterion' in need) expect('data/needs.yaml', [id], need.criterion, data.criteria, 'criterion')
  for (const [id, { see = [] }] of Object.entries(data.terms))
    for (const other of see) expect('data/terms.yaml', [id, 'see'], other, data.terms, 'term')
  for (const [key, messenger] of Object.entries(data.messengers)) {
    const file = `data/messengers/${key}.yaml`
    if (messenger.id !== key) report(file, ['id'], `has the id "${messenger.id}"`, 'Name the file after the id')
    if (messenger.parent) expect(file, ['parent'], messenger.parent, data.messengers, 'messenger')
    else if (messenger.kind !== 'messenger')
      report(file, ['kind'], `is a ${messenger.kind} without a parent`, 'Add parent: with the id it belongs to')
    for (const [id, claim] of Object.entries(messenger.claims)) checkClaim(file, key, id, claim)
  }
  for (const { file, path, what } of circlesIn(data))
    report(file, path, `${what} leads back to itself`, 'Let it end somewhere')
  for (const [tag, lists] of Object.entries(words)) {
    const { messengers, criteria, terms, needs, notCovered } = data
    for (const [part, known] of Object.entries({ messengers, criteria, terms, needs, notCovered }))
      for (const id of Object.keys(lists[part as 'messengers']))
        expect(`locales/${tag}/words.yaml`, [part, id], id, known, part)
  }
  const scopes = (type: string) => {
    const claims = Object.values(data.messengers).flatMap((messenger) => Object.values(messenger.claims))
    return Object.fromEntries(claims.filter(({ about }) => about === type).map(({ scope }) => [scope ?? '', true]))
  }
  const asked = { fact: data.criteria, store: scopes('download'), link: scopes('link') }
  const named = new Set(phrases.map(({ kind, id, language }) => `${language} ${kind} ${id}`))
  for (const entry of named) {
    const [tag = '', kind = '', id = ''] = entry.split(' ')
    const known = asked[kind as keyof typeof asked]
    if (known) expect(`locales/${tag}/questions.yaml`, [`${kind}s`, id], id.split('.')[0] ?? '', known, kind)
  }
  return problems

  function checkClaim(file: string, messenger: string, id: string, claim: Claim): void {
    const path = ['claims', id]
    const own = data.messengers[messenger]?.claims ?? {}
    expect(file, path, claim.about, data.criteria, 'criterion')
    for (const snapshot of [...(claim.saidBy ?? []), ...Object.keys(claim.misreadIn ?? {})])
      expect(file, path, snapshot, data.snapshots, 'snapshot')
    for (const snapshot of claim.saidBy?.filter((said) => claim.misreadIn?.[said]) ?? [])
      report(file, path, `${id} is both said by and misread in ${snapshot}`, 'Keep one of the two')
    if (claim.supersededBy) expect(file, path, claim.supersededBy, own, 'claim')
    for (const premise of claim.inferredFrom ?? []) {
      const [other, claimId] = premise.includes('.') ? premise.split('.') : [messenger, premise]
      expect(file, path, claimId ?? '', data.messengers[other ?? '']?.claims ?? {}, 'claim')
    }
    const type = data.criteria[claim.about]?.type
    const right = type && values[type]
    if (right && !right.fits(claim.value))
      report(file, path, `${id} has the value "${String(claim.value)}" for a ${type}`, right.cure)
  }
}

const isAddress = (value: Claim['value']) =>
  typeof value === 'string' && ['http:', 'https:'].includes(URL.parse(value)?.protocol ?? '')
const address = { fits: isAddress, cure: 'Use an address that starts with https://' }

/** What a claim may say, where not everything will do. */
const values: Partial<Record<Criterion['type'], { fits(value: Claim['value']): boolean; cure: string }>> = {
  verdict: {
    fits: (value) => ['yes', 'no', 'partial'].includes(String(value)),
    cure: 'Use "yes", "no" or "partial"',
  },
  number: { fits: (value) => typeof value === 'number', cure: 'Use a number without quotes' },
  link: address,
  download: address,
}
