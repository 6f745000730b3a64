import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { contentProblems } from '../../src/content/check-content.ts'
import { loadContentCached } from '../../src/content/content-cache.ts'
import { describeProblem, InvalidContent } from '../../src/content/problem.ts'
import { root } from '../support/guide.ts'

const folders = mkdtempSync(join(tmpdir(), 'messenger-guide-folders-'))
afterAll(() => rmSync(folders, { recursive: true }))

type Make = (put: (path: string, text: string) => void, link: (path: string, to: string) => void) => void

/** A folder of an operator with what `make` puts there. */
function folderWith(make: Make): string {
  const own = mkdtempSync(join(folders, 'own-'))
  const within = (path: string) => {
    mkdirSync(dirname(join(own, path)), { recursive: true })
    return join(own, path)
  }
  make(
    (path, text) => writeFileSync(within(path), text),
    (path, to) => symlinkSync(to, within(path)),
  )
  return own
}

const problemsOf = (own: string) =>
  contentProblems([root, own]).map((problem) => describeProblem(problem).replaceAll(`${own}/`, ''))

const messenger = (id: string, more: string) => `id: ${id}\nname: Q${id}\nclaims: {}\n${more}`

describe('a folder that cannot be read as it is', () => {
  const wrong: readonly (readonly [string, Make, string])[] = [
    ['a file in place of data', (put) => put('data', ''), 'data/messengers: is in no folder'],
    ['a file in place of locales', (put) => put('locales', ''), 'locales: is in no folder'],
    ['a file in place of the messengers', (put) => put('data/messengers', ''), 'data/messengers: is in no folder'],
    ['a file in place of facts', (put) => put('locales/en/facts', ''), 'locales/en/facts: is in no folder'],
    ['a folder in place of a file', (put) => put('data/terms.yaml/x', ''), 'data/terms.yaml: is a folder'],
    ['a link to itself', (_, link) => link('data', 'data'), 'data/messengers: cannot be read (ELOOP)'],
    [
      'a file that is a link to itself',
      (_, link) => link('data/terms.yaml', 'terms.yaml'),
      'terms.yaml: cannot be read',
    ],
    ['a link to nothing', (_, link) => link('data/terms.yaml', 'nothing'), 'data/terms.yaml: there is no such file'],
    [
      'a file beside the languages',
      (put) => put('locales/notes.md', ''),
      'locales/notes.md: is not named after a lang',
    ],
    ['an id that every object has', (put) => put('data/not-covered.yaml', 'constructor: { name: X }'), 'Invalid key'],
    ['a day that there is not', (put) => put('data/snapshots.yaml', 'x: { date: "2024-02-30" }'), 'is not a date'],
    ['too many levels', (put) => put('data/terms.yaml', `a: ${'['.repeat(20_000)}`), 'is nested too deeply'],
  ]

  test.each(wrong)('%s is told by the check, and refused by the bot', async (_, make, problem) => {
    const own = folderWith(make)
    expect(problemsOf(own).join('\n')).toContain(problem)
    const opened = loadContentCached([root, own], [], mkdtempSync(join(folders, 'cache-')))
    await expect(opened).rejects.toThrow(InvalidContent)
  })

  test.each(['pt_BR', 'no language', '__proto__'])('the name %s is that of no language', async (name) => {
    const own = folderWith(() => undefined)
    cpSync(join(root, 'locales/en'), join(own, 'locales', name), { recursive: true })
    expect(problemsOf(own)).toEqual([expect.stringContaining(`locales/${name}: is not named after a language`)])
  })
})

describe('a file that nobody reads', () => {
  const misplaced = [
    ['data/messengers/threema.yml', 'Let its name end in .yaml'],
    ['data/need.yaml', 'Did you mean data/needs.yaml?'],
    ['data/threema.yaml', 'Messengers go into data/messengers'],
    ['locales/en/threema.yaml', 'Messengers go into data/messengers'],
    ['locales/en/facts/mine/threema.yaml', 'Messengers go into data/messengers'],
  ] as const

  test.each(misplaced)('%s is told, with what to do', (path, cure) => {
    const own = folderWith((put) => put(path, messenger('threema', 'kind: messenger\n')))
    expect(problemsOf(own)).toEqual([expect.stringContaining(`${path}: is not read. ${cure}`)])
  })

  test.each(['data/README.md', 'data/.needs.yaml', 'data/needs.yaml~', 'data/..2026_11_22/needs.yaml'])(
    '%s may stand there',
    (path) => expect(problemsOf(folderWith((put) => put(path, ': ')))).toEqual([]),
  )
})

describe('what leads back to itself', () => {
  test('is a problem of parents', () => {
    const own = folderWith((put) => {
      put('data/messengers/qa.yaml', messenger('qa', 'kind: variant\nparent: qb\n'))
      put('data/messengers/qb.yaml', messenger('qb', 'kind: variant\nparent: qa\n'))
    })
    expect(problemsOf(own)).toEqual([
      'data/messengers/qa.yaml:5:1: the parent of qa leads back to itself. Let it end somewhere',
      'data/messengers/qb.yaml:5:1: the parent of qb leads back to itself. Let it end somewhere',
    ])
  })

  test('is one of rules', () => {
    const rules = 'qa: { type: verdict, rule: { all: [qb] } }\nqb: { type: verdict, rule: { any: [qa, linux] } }\n'
    const own = folderWith((put) => put('data/criteria.yaml', rules))
    expect(problemsOf(own)).toHaveLength(2)
    expect(problemsOf(own).join('\n')).toContain('data/criteria.yaml:1:22: the rule of qa leads back to itself')
  })

  test('is one of conclusions', () => {
    const claim = (from: string) => `{ about: future-secrecy, value: "yes", inferredFrom: [${from}] }`
    const claims = `claims:\n  qa: ${claim('signal.qb')}\n  qb: ${claim('qa')}\n`
    const own = folderWith((put) => put('data/messengers/signal.yaml', claims))
    expect(problemsOf(own)).toEqual([
      expect.stringContaining('data/messengers/signal.yaml:2:3: inferredFrom of qa leads back to itself'),
      expect.stringContaining('data/messengers/signal.yaml:3:3: inferredFrom of qb leads back to itself'),
    ])
  })
})

test('hundreds of files are read, and each that is wrong is named', () => {
  const own = folderWith((put) => {
    for (let n = 0; n < 500; n++)
      put(`data/messengers/q${n}.yaml`, n % 100 === 0 ? '[' : messenger(`q${n}`, 'kind: messenger\n'))
  })
  const files = problemsOf(own).map((problem) => problem.split(':')[0])
  expect(files).toEqual([0, 100, 200, 300, 400].map((n) => `data/messengers/q${n}.yaml`))
})
