import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderJson } from '../../src/answer/json.ts'
import { renderPlainText } from '../../src/answer/plain-text.ts'
import { createPhraseIndex } from '../../src/question/phrase-table.ts'
import { openRoom, realContent } from '../support/guide.ts'

const languages = Object.keys(realContent().locales)
const rooms = languages.map((language) => openRoom({ language }))
const commandNames = rooms[0]?.bot.commands ?? []
const knownWords = [...createPhraseIndex(realContent().lexicon).phrases()]
const hostile = [
  '\u202Eevil',
  '@everyone',
  '@room',
  '<b onclick=x>',
  '[x](https://evil.example)',
  '`rm -rf`',
  '\u0000\u001B[31m',
  '🧨'.repeat(50),
]

/** Anything a keyboard, a bot or a prankster can send, often beginning like a command. */
const anything = fc.oneof(
  fc.array(fc.constantFrom(...knownWords), { maxLength: 40 }).map((words) => words.join(' ')),
  fc
    .tuple(fc.constantFrom(...commandNames), fc.array(fc.constantFrom(...knownWords), { maxLength: 4 }))
    .map(([command, words]) => [command, ...words].join(' ')),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .tuple(fc.constantFrom(...commandNames, 'signal', 'סיגנל', '比較'), fc.string({ unit: 'grapheme', maxLength: 100 }))
    .map((parts) => parts.join(' ')),
  fc
    .array(
      fc.constantFrom('signal', 'session', 'no', 'linux', 'pfs', 'telegram', '前向保密', 'סשן', 'vs', ...hostile),
      { maxLength: 12 },
    )
    .map((words) => words.join(' ')),
)

describe('whatever is typed', () => {
  test('is answered, in the language of the place, never with an error', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rooms), anything, (room, typed) => {
        const { answer } = room.asks(typed)
        expect(languages).toContain(answer.language)
        expect(renderPlainText(answer).length).toBeGreaterThan(0)
        expect(() => JSON.parse(renderJson(typed, answer))).not.toThrow()
      }),
      { numRuns: 400 },
    )
  })

  test('comes back inert: no markup, mention, address or control character of the asker', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rooms), fc.constantFrom(...hostile), anything, (room, evil, typed) => {
        const said = renderPlainText(room.asks(`${evil} ${typed}`).answer)
        expect(said).not.toMatch(/@everyone|@room|onclick|evil\.example|rm -rf/)
        expect(said).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F\u202A-\u202E]/)
      }),
      { numRuns: 300 },
    )
  })

  test('of 100 kB is cut, and the answer says so', () => {
    openRoom().asks('signal '.repeat(20_000)).sees('Only the first 500 characters were read')
  })
})

test.each([
  ['en', 'compare nonsense', 'Missing'],
  ['he', 'compare nonsense', 'חסר'],
  ['it', 'compare nonsense', 'Manca'],
  ['zh-Hant', 'compare nonsense', '至少'],
])('in %s, wrong arguments are answered in the language', (language, typed, word) => {
  openRoom({ language }).asks(typed).sees(word)
})
