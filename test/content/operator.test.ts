import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { contentProblems } from '../../src/content/check-content.ts'
import { loadContent } from '../../src/content/load-content.ts'
import { fixture, openRoom, realContent, root } from '../support/guide.ts'

const folders = [root, fixture('operator')]
const content = loadContent(folders)

describe('a messenger that the guide does not cover, added by an operator with a source of rank 0', () => {
  const room = openRoom({ content })

  test('the check has nothing against it', () => expect(contentProblems(folders)).toEqual([]))

  test('it has a card, and each fact says whose it is', () => {
    room
      .asks('threema')
      .gets({ intent: 'card', messengers: ['threema'] })
      .sees('yes (source: Our Club)', 'Not listed')
    expect(room.asks('does threema have PFS?').verdict('threema', 'forward-secrecy')).toBe('yes stated 2025-03-01')
    room.asks('which messengers need no phone number?').sees('takes no phone number. (source: Our Club)')
  })

  test('it is found by the names it had before, with slips, in every language', () => {
    room.asks('thremaa').gets({ messengers: ['threema'], notCovered: [] })
    room.asks('האם ב-Threema יש סודיות קדימה?').gets({ messengers: ['threema'] })
    room.asks('Threema 有前向保密嗎？').gets({ messengers: ['threema'] })
    room.asks('Threema ha la segretezza in avanti?').gets({ messengers: ['threema'] })
  })

  test('it is not covered by the guide, nor said to be unknown', () => {
    room
      .asks('not-listed')
      .sees(/The guide covers [^.]*Session\./)
      .seesNo('Threema')
    room.asks('telegram').gets({ outcome: 'not-covered' })
  })

  test('that the operator has something newer does not make the guide newer', () => {
    openRoom({ content, now: new Date('2025-12-01') })
      .asks('signal')
      .sees('is of November 12, 2024, more than a year ago')
  })
})

test('a bot answers from other content without being created anew', () => {
  const room = openRoom()
  const heard: string[] = []
  const stop = new AbortController()
  room.bot.whenReloaded(() => heard.push('reloaded'), stop.signal)
  room.asks('threema').gets({ outcome: 'not-covered' })
  room.bot.reload(content)
  room.asks('threema').gets({ outcome: 'answered' })
  expect(room.bot.catalog.messengers).toContain('threema')
  stop.abort()
  room.bot.reload(realContent())
  room.asks('threema').gets({ outcome: 'not-covered' })
  expect(heard).toEqual(['reloaded'])
})

describe('content of an operator that is not in order', () => {
  const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-operator-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('is named with its file', () => {
    cpSync(fixture('operator'), folder, { recursive: true })
    writeFileSync(join(folder, 'locales/en/facts/threema.yaml'), 'phone-number: { "no": "None." }\n')
    const problems = contentProblems([root, folder]).map(({ file, message }) => `${file} ${message}`)
    expect(problems.join('\n')).toContain('threema')
    expect(problems.join('\n')).toMatch(/facts\.threema\.forward-secrecy/)
  })
})
