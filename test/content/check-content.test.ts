import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contentProblems } from '../../src/content/check-content.ts'
import { describeProblem } from '../../src/content/problem.ts'
import { fixture, root } from '../support/guide.ts'

test('the real data and sentences are in order', () => {
  expect(contentProblems([root]).map(describeProblem)).toEqual([])
})

test('every problem of a broken file is named with file, line, path and cure', () => {
  const file = join(fixture('broken'), 'data/messengers/signal.yaml')
  const problems = contentProblems([root, fixture('broken')]).map(describeProblem)
  expect(problems.toSorted()).toEqual([
    `${file}:3:36: claims.donate has the unknown key "link". Remove it or correct its spelling`,
    `${file}:4:3: claims.voice: needs either saidBy or inferredFrom, not both and not neither. Correct the value`,
    expect.stringContaining(`${file}:5:3: claims.Video`),
  ])
})

test('references to what does not exist, and what cannot be said, are named with what can, at their line', () => {
  const file = join(fixture('dangling'), 'data/messengers/signal.yaml')
  const problems = contentProblems([root, fixture('dangling')]).map(describeProblem)
  expect(problems).toEqual([
    expect.stringContaining(
      `${file}:2:3: claims.colour names the unknown criterion "colour". Add it, or use one of: open-source-clients`,
    ),
    `${file}:3:3: claims.tint names the unknown criterion "group-chat". Did you mean "group-chats"?`,
    expect.stringContaining(`${file}:4:3: claims.groups names the unknown claim "nothing". Add it, or use one of:`),
    expect.stringContaining(
      `${file}:5:3: claims.old names the unknown snapshot "pg-1999-01-01". Add it, or use one of:`,
    ),
    `${file}:5:3: old has the value "maybe" for a verdict. Use "yes", "no" or "partial"`,
    `${file}:6:3: limit has the value "many" for a number. Use a number without quotes`,
    `${file}:7:3: file has the value "javascript:alert(1)" for a download. Use an address that starts with https://`,
  ])
})

test('the command says that all is in order, and lists ids', () => {
  const check = (...words: string[]) =>
    spawnSync(process.execPath, [join(root, 'adapters/start.js'), 'check', ...words], { encoding: 'utf8' })
  expect(check()).toMatchObject({ status: 0, stdout: 'Configuration, data and locales are in order.\n' })
  expect(check('--ids').stdout.split('\n')).toEqual(
    expect.arrayContaining(['signal forward-secrecy', 'session closed-groups']),
  )
})
