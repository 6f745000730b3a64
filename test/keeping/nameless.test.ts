import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameless } from '../../src/keeping/nameless.ts'

test.each([
  ['is <@123456789012345678> on signal?', 'is [mention] on signal?'],
  ['ask <@!1234> and <@&5678> in <#9012>', 'ask [mention] and [mention] in [mention]'],
  ['look <:wave:123456> and </messenger ask:123>', 'look [mention] and [mention]'],
  ['does @anna:example.org use it', 'does [mention] use it'],
  ['請問@anna:example.org 用什麼', '請問[mention] 用什麼'],
  ['in #room:example.org or !abc:example.org:8448, maybe', 'in [mention] or [mention], maybe'],
  ['@everyone @anna hello', '[mention] [mention] hello'],
  ['write to anna.b@example.org!', 'write to [address]'],
  ['see https://matrix.to/#/@anna:example.org now', 'see [link] now'],
  ['my link is signal.me/#p/+391234567 ok', 'my link is [link] ok'],
  ['call +39 333 123-4567 please', 'call [number] please'],
  ['who is 123456789012345678', 'who is [number]'],
  ['event $Rqnc-F-dvnEYJTyHq_iKxU2bZ1CI92-kuZq3a5lr5Zg', 'event $[id]'],
  ['which messengers, in 2024, have no phone number?', 'which messengers, in 2024, have no phone number?'],
  ['end-to-end encryption: 2 of 3 / 4', 'end-to-end encryption: 2 of 3 / 4'],
  ['האם יש ל-Signal אפליקציה?', 'האם יש ל-Signal אפליקציה?'],
])('%s', (text, without) => {
  expect(nameless(text).replaceAll(/\s+/g, ' ')).toBe(without)
})

test('no id survives, whatever stands around it', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcxyz0129_-'), minLength: 3, maxLength: 12 })
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 17, maxLength: 20 })
  const marked = word.map((name) => `qq${name}qq`)
  const id = fc.oneof(
    marked.map((name) => ({ secret: name, written: `@${name}:example.org` })),
    marked.map((name) => ({ secret: name, written: `${name}@example.org` })),
    marked.map((name) => ({ secret: name, written: `https://example.org/${name}` })),
    digits.map((name) => ({ secret: name, written: `<@${name}>` })),
    digits.map((name) => ({ secret: name, written: `<@!${name}>` })),
    digits.map((name) => ({ secret: name, written: name })),
  )
  const around = fc.string({ unit: 'binary', maxLength: 40 })
  fc.assert(
    fc.property(around, id, around, (before, { secret, written }, after) => {
      expect(nameless(`${before} ${written} ${after}`)).not.toContain(secret)
    }),
    { numRuns: 2000 },
  )
})
