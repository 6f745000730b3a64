import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterPrefix } from '../../src/question/prefix.ts'

describe('a prefix', () => {
  test.each([
    ['!messenger', '!messenger signal', 'signal'],
    ['!messenger', '  !Messenger\nsignal ', 'signal'],
    ['!messenger', '!messenger', ''],
    ['!messenger', '!messenger, signal', ', signal'],
    ['!messenger', '!messenger比較 signal session', '比較 signal session'],
    ['!m', '!m signal', 'signal'],
    ['!', '!signal', 'signal'],
    ['?!', '?!סיגנל', 'סיגנל'],
    ['!m-', '!m-signal', 'signal'],
  ])('%j in %j is followed by %j', (prefix, text, asked) => {
    expect(afterPrefix(text, prefix)).toBe(asked)
  })

  test.each([
    ['!m', '!messenger signal'],
    ['!m', '!m2 signal'],
    ['!messenger', '!messengers'],
    ['!messenger', '!messengerסיגנל'],
    ['!messenger', 'try !messenger signal'],
    ['?', 'signal?'],
  ])('%j is not in %j', (prefix, text) => {
    expect(afterPrefix(text, prefix)).toBeUndefined()
  })

  test('before a blank is followed by whatever is behind it', () => {
    const prefix = fc.string({ minLength: 1 }).filter((text) => text === text.trim())
    fc.assert(
      fc.property(prefix, fc.string({ unit: 'binary' }), (called, text) => {
        expect(afterPrefix(`${called} ${text}`, called)).toBe(text.trim())
      }),
    )
  })
})
