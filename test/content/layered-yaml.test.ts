import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readLayeredYaml } from '../../src/content/layered-yaml.ts'
import { describeProblem } from '../../src/content/problem.ts'

const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-yaml-'))
afterAll(() => rmSync(folder, { recursive: true }))

function problemsOf(yaml: string) {
  const file = join(folder, 'file.yaml')
  writeFileSync(file, yaml)
  return readLayeredYaml([file]).problems.map(({ file: _, ...problem }) => problem)
}

test('an alias of nothing is a problem of the file', () => {
  expect(problemsOf('state: *nothing')).toEqual([
    { line: 1, column: 8, message: 'there is no anchor "&nothing"', cure: expect.anything() },
  ])
})

test('so are aliases that stand for ever more of each other', () => {
  const ten = (name: string) => `[${Array(10).fill(name).join(', ')}]`
  const levels = ['b', 'c', 'd', 'e', 'f'].map((name, index) => `${name}: &${name} ${ten(`*${'abcde'[index]}`)}`)
  expect(problemsOf([`a: &a ${ten('x')}`, ...levels].join('\n'))).toEqual([
    { message: 'has an alias that stands for itself or for too much', cure: expect.anything() },
  ])
})

test('an alias of something is fine', () => {
  expect(problemsOf('state: &here ./state\ncontent: *here\n')).toEqual([])
})

test('a problem is told on one line, whatever a key is made of', () => {
  const told = describeProblem({ file: 'file.yaml', line: 1, message: 'unknown key "{ a:\n  1 }"', cure: 'Remove it' })
  expect(told).toBe('file.yaml:1: unknown key "{ a:\\u000a  1 }". Remove it')
})
