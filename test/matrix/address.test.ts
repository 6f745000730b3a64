import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askedIn, type Identity, mentionOf } from '../../adapters/matrix/address.ts'

const guide: Identity = { userId: '@guide-bot:example.org', name: 'Guide' }

/** What the bot hears in a shared room. */
function heard(text: string, { by = guide, mentioned = false, prefix = '!messenger' } = {}): string | undefined {
  const mentions = mentioned ? ['@ana:example.org', by.userId] : ['@ana:example.org']
  return askedIn({ text, mentions }, by, prefix)
}

describe('the prefix', () => {
  test.each([
    ['!messenger signal', 'signal'],
    ['  !Messenger   signal ', 'signal'],
    ['!MESSENGER\nsignal', 'signal'],
    ['!messenger', ''],
    ['!messenger比較 signal session', '比較 signal session'],
  ])('%j asks %j', (text, asked) => {
    expect(heard(text)).toBe(asked)
  })

  test.each(['!messengers signal', '!messenger_2', '!messenger2', '!messengeré', 'try !messenger signal', 'messenger'])(
    '%j asks nothing',
    (text) => {
      expect(heard(text)).toBeUndefined()
    },
  )

  test.each([
    ['!m', '!m signal', 'signal'],
    ['!m', '!messenger signal', undefined],
    ['?', '?signal', 'signal'],
    ['?', '? signal', 'signal'],
    ['?', 'signal?', undefined],
  ])('a room may have its own: with %j, %j asks %j', (prefix, text, asked) => {
    expect(heard(text, { prefix })).toBe(asked)
  })

  test('may call nothing, so that only mentions do', () => {
    expect(askedIn({ text: '!messenger signal', mentions: [] }, guide, undefined)).toBeUndefined()
    expect(askedIn({ text: 'Guide: signal', mentions: [] }, guide, undefined)).toBe('signal')
    expect(askedIn({ text: `${mentionOf(guide)} signal`, mentions: [] }, guide, undefined)).toBe('signal')
  })
})

describe('a name at the start', () => {
  test.each([
    ['Guide: is signal safe?', 'is signal safe?'],
    ['guide , is signal safe?', 'is signal safe?'],
    ['@Guide: signal', 'signal'],
    ['guide-bot: signal', 'signal'],
    ['@guide-bot: signal', 'signal'],
    ['@guide-bot:example.org: signal', 'signal'],
    ['Guide：Signal 安全嗎？', 'Signal 安全嗎？'],
    ['Guide，Signal 安全嗎？', 'Signal 安全嗎？'],
  ])('with a colon or comma calls without a mention: %j', (text, asked) => {
    expect(heard(text)).toBe(asked)
  })

  test.each([
    'Guide is signal safe?',
    'Guides: signal',
    'guidelines, please',
    'my Guide: signal',
    '@guide-bot:other.org: signal',
    '@guide-bot:example.org.uk: signal',
  ])('that is another word, or just talked of, does not: %j', (text) => {
    expect(heard(text)).toBeUndefined()
  })
})

describe('a mention', () => {
  test.each([
    ['@guide-bot:example.org is signal safe?', 'is signal safe?'],
    ['Guide is signal safe?', 'is signal safe?'],
    ['guide-bot is signal safe?', 'is signal safe?'],
    ['Guide請問 Signal 安全嗎', '請問 Signal 安全嗎'],
    ['tell us, Guide, is signal safe?', 'tell us,  , is signal safe?'],
    ['is signal safe, @guide-bot:example.org', 'is signal safe,'],
    ['is signal safe?', 'is signal safe?'],
  ])('calls wherever it stands: %j', (text, asked) => {
    expect(heard(text, { mentioned: true })).toBe(asked)
  })

  test('takes no part of another word along', () => {
    const sig = { ...guide, userId: '@sig:example.org', name: 'Sig' }
    expect(heard('is signal safe? @sig:example.org', { by: sig, mentioned: true })).toBe('is signal safe?')
    expect(heard('Signal or Sig, which?', { by: sig, mentioned: true })).toBe('Signal or  , which?')
  })
})

describe('whatever people and bots are called', () => {
  const anything = fc.string({ unit: 'binary' })
  const name = fc.string({ unit: fc.constantFrom(...'aİiß-.*+(["\\ 比א😀:'), minLength: 2, maxLength: 8 })

  test('the prefix calls, with exactly what is behind it', () => {
    fc.assert(
      fc.property(name, anything, (called, text) => {
        expect(heard(`!MESSENGER ${text}`, { by: { ...guide, name: called } })).toBe(text.trim())
      }),
    )
  })

  test('its name with a colon calls, with what is behind it', () => {
    fc.assert(
      fc.property(name, (called) => {
        fc.pre(called.trim() === called)
        expect(heard(`${called}: is signal safe?`, { by: { ...guide, name: called } })).toMatch(/is signal safe\?$/)
      }),
    )
  })

  test('a mention always asks something that was typed', () => {
    fc.assert(
      fc.property(name, anything, (called, text) => {
        const asked = heard(text, { by: { ...guide, name: called }, mentioned: true })
        expect(asked).toBeTypeOf('string')
        expect((asked ?? '').length).toBeLessThanOrEqual(text.length + 1)
      }),
    )
  })

  test('without prefix, name or mention nothing is asked', () => {
    fc.assert(
      fc.property(anything, (text) => {
        fc.pre(!/messenger|guide/i.test(text))
        expect(heard(text)).toBeUndefined()
      }),
    )
  })
})
