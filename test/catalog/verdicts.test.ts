import { describe, expect, test } from 'vitest'
import { createCatalog } from '../../src/catalog/catalog.ts'
import { realContent } from '../support/guide.ts'

const catalog = createCatalog(realContent().data)

// Our reading of the evidence, cell by cell: y yes, n no, p partial, - not stated; capitals are stated, small letters
// inferred. The year follows where the newest revision no longer says it.
const table: Record<string, string> = {
  //          src  ids  def      all      aud  fs  pcs  srv  dec  alldef   plat
  signal: '   y    y    Y2023    Y2023    Y    Y   Y    -    -    y2023    y ',
  molly: '    y    -    -        -        -    -   -    -    -    -        n ',
  simplex: '  y    Y    -        -        Y    -   -    -    Y    -        y ',
  briar: '    y    -    -        -        Y    Y   -    -    y    -        n ',
  element: '  y    -    Y        -        Y    N   -    -    y    n        y ',
  session: '  y    -    P        N        Y    N   -    -    Y    n        y ',
  matrix: '   -    -    -        -        Y    P   -    -    Y    -        - ',
  'molly-foss': 'y -    -        -        -    -   -    -    -    -        n ',
  'molly-up': 'y  -    -        -        -    -   -    -    -    -        n ',
}
const columns = [
  'open-source-clients',
  'no-personal-identifiers',
  'e2ee-default',
  'e2ee-all',
  'independent-audit',
  'forward-secrecy',
  'future-secrecy',
  'open-source-servers',
  'decentralized',
  'e2ee-all-default',
  'all-platforms',
]

// In the same letters, what people ask beyond the guide's lists.
const further: Record<string, string> = {
  //          tel  grp  off  qua  rep  and  ios  lin  mac  win  web desk
  signal: '   Y    -    -    -    -    y    y    y    y    y    n  y ',
  molly: '    -    -    -    -    Y    Y    n    n    n    n    n  n ',
  simplex: '  N    -    -    Y    -    y    y    y    y    y    n  y ',
  briar: '    -    -    Y    -    -    y    n    y    n    y    n  y ',
  element: '  -    Y    -    -    -    y    y    y    y    y    y  y ',
  session: '  -    -    -    -    -    y    y    y    y    y    n  y ',
  matrix: '   -    -    -    -    -    -    -    -    -    -    -  - ',
  'molly-foss': ' - -   -    -    Y    y    n    n    n    n    n  n ',
  'molly-up': ' -  -    -    -    -    y    n    n    n    n    n  n ',
}
const furtherColumns = [
  'phone-number',
  'group-calls',
  'offline-use',
  'quantum-resistance',
  'reproducible-builds',
  'android',
  'ios',
  'linux',
  'macos',
  'windows',
  'web',
  'desktop',
]

const verdicts: Record<string, string> = { y: 'yes', n: 'no', p: 'partial', '-': 'not-stated' }

function expected(cell: string): { verdict: string; basis: string; year: string } {
  const letter = cell[0] ?? ''
  const basis = letter === '-' ? 'silent' : letter === letter.toUpperCase() ? 'stated' : 'inferred'
  return { verdict: verdicts[letter.toLowerCase()] ?? '', basis, year: cell.slice(1) || '2024' }
}

for (const [rows, criteria] of [
  [table, columns],
  [further, furtherColumns],
] as const) {
  describe.each(Object.entries(rows))('%s', (messenger, row) => {
    test.each(
      row
        .trim()
        .split(/\s+/)
        .map((cell, index) => [criteria[index] ?? '', cell] as const),
    )('%s is %s', (criterion, cell) => {
      const { verdict, basis, asOf } = catalog.assessment(messenger, criterion)
      expect({ verdict, basis, year: asOf.slice(0, 4) }).toEqual(expected(cell))
    })
  })
}

test('Matrix supports forward secrecy in theory only, which does not make Element support it', () => {
  expect(catalog.assessment('matrix', 'forward-secrecy').verdict).toBe('partial')
  expect(catalog.assessment('element', 'forward-secrecy').verdict).toBe('no')
})

test('a double ratchet proves no forward secrecy', () => {
  expect(catalog.facts('simplex').map(({ about }) => about)).toContain('double-ratchet')
  expect(catalog.assessment('simplex', 'forward-secrecy').verdict).toBe('not-stated')
})

test('the newest revision says who sees open groups on Session, so its date is given', () => {
  const { asOf, basis, claims } = catalog.assessment('session', 'e2ee-all')
  expect([asOf, basis, claims.map(({ id }) => id)]).toEqual(['2024-11-12', 'stated', ['open-groups']])
})

test('an inference is as old as its oldest premise, and silence as new as the newest snapshot', () => {
  expect(catalog.assessment('signal', 'e2ee-all-default').asOf).toBe('2023-02-21')
  expect(catalog.assessment('briar', 'phone-number').asOf).toBe('2024-11-12')
})

test('what only one mistranslated revision says is not said by it', () => {
  const audit = catalog.facts('session').find(({ about }) => about === 'audit')
  expect(audit?.value).toEqual({ requestedBy: 'Oxen', requested: '2020-03', concluded: '2021-04' })
  expect(audit?.asOf).toBe('2024-10-24')
})

test('numbers are values, not text', () => {
  const fact = (id: string) => catalog.facts('session').find((claim) => claim.id === id)
  expect([fact('closed-groups')?.value, catalog.criterion('group-limit').unit]).toEqual([100, 'people'])
})

test('the order is that of the newest listing', () => {
  expect(catalog.messengers).toEqual(['signal', 'molly', 'simplex', 'briar', 'element', 'session'])
  expect(catalog.subjects).toEqual([
    'signal',
    'molly',
    'molly-foss',
    'molly-up',
    'mollysocket',
    'simplex',
    'briar',
    'element',
    'matrix',
    'session',
  ])
})
