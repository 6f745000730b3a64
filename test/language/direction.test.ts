import { describe, expect, test } from 'vitest'
import { renderPlainText } from '../../src/answer/plain-text.ts'
import { openRoom } from '../support/guide.ts'

const asked = [
  'signal',
  'compare signal session',
  'recommend linux',
  'history element',
  'telegram',
  'סינגל',
  'help',
  'language',
]

describe('Hebrew', () => {
  const room = openRoom({ language: 'he' })

  test.each(asked)('every line of "%s" is read from the right, and every isolate is closed', (question) => {
    const lines = renderPlainText(room.asks(question).answer)
      .split('\n')
      .filter((line) => line !== '')
    for (const line of lines) {
      expect(line.startsWith('\u200F')).toBe(true)
      expect(openIsolates(line)).toBe(0)
    }
  })

  test('an inserted name keeps its own direction', () => {
    expect(renderPlainText(room.asks('telegram').answer)).toContain('\u2068Telegram\u2069')
    expect(renderPlainText(room.asks('compare signal session').answer)).toContain('\u2068Signal\u2069')
  })

  test('several names in a row are read in the order of the words around them', () => {
    const platforms = renderPlainText(room.asks('card session platforms').answer)
    expect(platforms).toContain('\u2068Linux\u2069, \u2068macOS\u2069, \u2068Windows\u2069, טלפונים ניידים ומחשב')
  })

  test('addresses and things to type run from the left', () => {
    expect(renderPlainText(room.asks('links signal').answer)).toContain('\u2066https://signal.org\u2069')
    expect(renderPlainText(room.asks('help').answer)).toMatch(/\u2066!messenger compare /)
  })
})

test.each(['en', 'it', 'zh-Hant'])('%s isolates inserted names too, without marks on lines', (language) => {
  const text = renderPlainText(openRoom({ language }).asks('compare signal session').answer)
  expect(text).toContain('\u2068Session\u2069')
  expect(text).not.toContain('\u200F')
  for (const line of text.split('\n')) expect(openIsolates(line)).toBe(0)
})

function openIsolates(line: string): number {
  return [...line].reduce((open, character) => {
    if (/[\u2066-\u2068]/.test(character)) return open + 1
    return character === '\u2069' ? open - 1 : open
  }, 0)
}
