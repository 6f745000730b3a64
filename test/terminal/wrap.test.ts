import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { renderTerminal } from '../../adapters/terminal/render.ts'
import { wrap } from '../../adapters/terminal/wrap.ts'
import { openRoom } from '../support/guide.ts'

const word = fc.string({ unit: fc.constantFrom(...'abcдאבגé'), minLength: 1, maxLength: 12 })
const chinese = fc.string({ unit: fc.constantFrom(...'前向保密訊息群組，。「」（）'), minLength: 1, maxLength: 30 })

describe('wrap', () => {
  test('keeps every word, in lines no wider than the screen', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, chinese), { maxLength: 30 }),
        fc.integer({ min: 24, max: 100 }),
        (words, columns) => {
          const text = words.join(' ')
          const lines = wrap(text, columns, 'zh-Hant')
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
          for (const line of lines)
            if (!/[，。」）「（]{3}/.test(line)) expect(stringWidth(line)).toBeLessThanOrEqual(columns + 2)
        },
      ),
    )
  })

  test('breaks Chinese between words, and starts no line with closing punctuation', () => {
    const lines = wrap('加密金鑰更換得非常頻繁，因此就算有人拿到目前的金鑰，也無法用它讀取先前的訊息。', 20, 'zh-Hant')
    expect(lines.length).toBeGreaterThan(3)
    for (const line of lines) expect(line).not.toMatch(/^[，。」）]/)
  })

  test('ends an isolate with its line and begins it anew on the next', () => {
    expect(wrap('• \u2066!messenger compare תוכנה\u2069 x', 16, 'he', '  ')).toEqual([
      '• \u2066!messenger\u2069',
      '  \u2066compare תוכנה\u2069',
      '  x',
    ])
  })

  test('never breaks an address', () => {
    const address = 'https://example.org/a-very-long/path/that-is-wider-than-the-screen'
    expect(wrap(`Homepage: ${address}`, 30, 'en')).toEqual(['Homepage:', address])
    const isolated = `\u2066${address}\u2069`
    expect(wrap(`דף הבית: ${isolated}`, 30, 'he')).toEqual(['דף הבית:', isolated])
  })
})

describe.each(['en', 'he', 'it', 'zh-Hant'])('a narrow window in %s', (language) => {
  const answer = openRoom({ language }).asks('compare signal session').answer

  test.each([30, 40, 80])('of %i columns shows a complete answer and breaks nothing but addresses', (columns) => {
    const shown = renderTerminal(answer, { columns, color: false })
    for (const line of shown.split('\n'))
      if (!line.includes('https://')) expect(stringWidth(line)).toBeLessThanOrEqual(columns)
    for (const { url } of answer.sources) expect(shown).toContain(url)
    expect(shown).not.toContain('\u001B')
  })
})

test('in colour the words are the same', () => {
  const { answer } = openRoom().asks('session')
  const plain = renderTerminal(answer, { columns: 80, color: false })
  const colored = renderTerminal(answer, { columns: 80, color: true })
  expect(colored).toContain('\u001B[')
  expect(colored.replace(/\u001B\[\d+m/g, '')).toBe(plain)
})

test('wide enough, a comparison stands in columns', () => {
  const shown = renderTerminal(openRoom().asks('compare signal session').answer, { columns: 80, color: false })
  expect(shown).toMatch(/Future secrecy\u00A0\[2\] +yes +not stated/)
})
