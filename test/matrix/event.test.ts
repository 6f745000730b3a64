import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MatrixEvent, messageIn, reactionIn, redactedBy, sentAt } from '../../adapters/matrix/event.ts'

const event = (content: object, type = 'm.room.message'): MatrixEvent => ({
  event_id: '$event',
  type,
  sender: '@ana:example.org',
  content: content as MatrixEvent['content'],
})

const said = (body: string, more: object = {}) => messageIn(event({ msgtype: 'm.text', body, ...more }))

test('a text is a message', () => {
  expect(said('is signal safe?')).toEqual({
    id: '$event',
    sender: '@ana:example.org',
    text: 'is signal safe?',
    mentions: [],
  })
})

test.each(['m.notice', 'm.emote', 'm.image', undefined, 7])('a message of the type %s is none', (msgtype) => {
  expect(messageIn(event({ msgtype, body: '!messenger signal' }))).toBeUndefined()
})

test('mentions are told, and only those that are user ids', () => {
  const mentions = { user_ids: ['@guide:example.org', 7, null, { toString: 'x' }], room: true }
  expect(said('hello', { 'm.mentions': mentions })?.mentions).toEqual(['@guide:example.org'])
  expect(said('hello', { 'm.mentions': { user_ids: '@guide:example.org' } })?.mentions).toEqual([])
})

describe('a reply', () => {
  const reply = { 'm.relates_to': { 'm.in_reply_to': { event_id: '$answer' } } }

  test('tells what it replies to', () => {
    expect(said('and briar?', reply)).toMatchObject({ text: 'and briar?', replyTo: '$answer' })
  })

  test.each([
    ['> <@guide:example.org> It does.\n> Really.\n\nand briar?', 'and briar?'],
    ['> <@guide:example.org> It does.\nand briar?', 'and briar?'],
    ['> quoted\n\n> not quoted\nand briar?', '> not quoted\nand briar?'],
    ['and > briar?', 'and > briar?'],
  ])('drops the quote of older clients: %j', (body, text) => {
    expect(said(body, reply)?.text).toBe(text)
  })

  test('is needed for a quote to be one', () => {
    expect(said('> signal\n\nis it safe?')?.text).toBe('> signal\n\nis it safe?')
  })
})

describe('a message in a thread', () => {
  const inThread = (more: object) => ({
    'm.relates_to': { rel_type: 'm.thread', event_id: '$root', 'm.in_reply_to': { event_id: '$latest' }, ...more },
  })

  test('names its root, and replies to nothing where the reply only stands in', () => {
    const message = said('!messenger signal', inThread({ is_falling_back: true }))
    expect(message).toMatchObject({ threadRoot: '$root' })
    expect(message).not.toHaveProperty('replyTo')
  })

  test('may be a reply as well', () => {
    const replies = { threadRoot: '$root', replyTo: '$latest' }
    expect(said('and briar?', inThread({ is_falling_back: false }))).toMatchObject(replies)
    expect(said('and briar?', inThread({}))).toMatchObject(replies)
  })
})

describe('an edit', () => {
  const edit = (content: object) =>
    said('* !messenger briar', {
      'm.relates_to': { rel_type: 'm.replace', event_id: '$question' },
      'm.new_content': content,
    })

  test('says what is new, and of which message', () => {
    const mentions = { user_ids: ['@guide:example.org'] }
    expect(edit({ msgtype: 'm.text', body: '!messenger briar', 'm.mentions': mentions })).toMatchObject({
      id: '$event',
      text: '!messenger briar',
      replaces: '$question',
      mentions: ['@guide:example.org'],
    })
  })

  test('to something else than a text, or to nothing, is no message', () => {
    expect(edit({ msgtype: 'm.notice', body: '!messenger briar' })).toBeUndefined()
    expect(said('* !messenger briar', { 'm.relates_to': { rel_type: 'm.replace', event_id: '$q' } })).toBeUndefined()
  })
})

describe('a redaction', () => {
  test('names the event it takes away, in the place of older rooms and of newer ones', () => {
    expect(redactedBy({ ...event({}, 'm.room.redaction'), redacts: '$question' })).toBe('$question')
    expect(redactedBy(event({ redacts: '$question' }, 'm.room.redaction'))).toBe('$question')
  })

  test('is nothing else', () => {
    expect(redactedBy(event({ redacts: '$question' }))).toBeUndefined()
    expect(redactedBy(event({ redacts: 7 }, 'm.room.redaction'))).toBeUndefined()
  })
})

test('a reaction tells to what and with what', () => {
  const reaction = { 'm.relates_to': { rel_type: 'm.annotation', event_id: '$answer', key: '❌' } }
  expect(reactionIn(event(reaction, 'm.reaction'))).toEqual({ to: '$answer', key: '❌' })
  expect(reactionIn(event({ 'm.relates_to': { event_id: '$answer' } }, 'm.reaction'))).toBeUndefined()
  expect(reactionIn(event(reaction))).toBeUndefined()
})

describe('whatever somebody sends', () => {
  const types = ['m.room.message', 'm.reaction', 'm.room.redaction', 'm.room.encrypted']
  const relation = fc.record(
    {
      rel_type: fc.oneof(fc.constantFrom('m.replace', 'm.thread', 'm.annotation'), fc.jsonValue()),
      event_id: fc.oneof(fc.string(), fc.jsonValue()),
      is_falling_back: fc.jsonValue(),
      key: fc.jsonValue(),
      'm.in_reply_to': fc.oneof(fc.record({ event_id: fc.oneof(fc.string(), fc.jsonValue()) }), fc.jsonValue()),
    },
    { requiredKeys: [] },
  )
  const text = {
    msgtype: fc.oneof(fc.constant('m.text'), fc.jsonValue()),
    body: fc.oneof(fc.string({ unit: fc.constantFrom('>', '\n', 'a', '\u0000', '😀') }), fc.jsonValue()),
    'm.mentions': fc.oneof(fc.record({ user_ids: fc.jsonValue() }), fc.jsonValue()),
  }
  const likely = fc.record(
    {
      ...text,
      'm.relates_to': fc.oneof(relation, fc.jsonValue()),
      'm.new_content': fc.oneof(fc.record(text, { requiredKeys: [] }), fc.jsonValue()),
      redacts: fc.jsonValue(),
    },
    { requiredKeys: [] },
  )
  const anyEvent = fc
    .tuple(fc.constantFrom(...types), fc.oneof(likely, fc.jsonValue()))
    .map(([type, content]) => event(content as object, type))

  test('nothing breaks, and a message is a text that was typed', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const message = messageIn(event)
        if (message === undefined) return
        const { content } = event
        const source = message.replaces === undefined ? content : content['m.new_content']
        expect(event.type).toBe('m.room.message')
        expect(source).toMatchObject({ msgtype: 'm.text', body: expect.stringContaining(message.text) })
        for (const id of [message.replyTo, message.threadRoot, message.replaces, ...message.mentions])
          expect(['string', 'undefined']).toContain(typeof id)
      }),
      { numRuns: 2000 },
    )
  })

  test('reactions and redactions name events by strings or are none', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const { to, key } = reactionIn(event) ?? { to: '', key: '' }
        expect([to, key, redactedBy(event) ?? ''].map((given) => typeof given)).toEqual(['string', 'string', 'string'])
      }),
      { numRuns: 2000 },
    )
  })

  test('an event without content says nothing', () => {
    for (const type of types) {
      const { content: _, ...empty } = event({}, type)
      expect(messageIn(empty as MatrixEvent)).toBeUndefined()
      expect(reactionIn(empty as MatrixEvent)).toBeUndefined()
      expect(redactedBy(empty as MatrixEvent)).toBeUndefined()
    }
  })
})

test.each([
  [{ origin_server_ts: 900 }, 900],
  [{ origin_server_ts: 899.6 }, 900],
  [{ origin_server_ts: 900, unsigned: { age: 50 } }, 950],
  [{ origin_server_ts: 900, unsigned: { age: '50' } }, 900],
  [{ origin_server_ts: 1e300 }, 1000],
  [{ origin_server_ts: '900', unsigned: null }, 1000],
  [{}, 1000],
])('an event with %j was sent at %i, of 1000', (times, at) => {
  expect(sentAt({ ...event({}), ...times } as MatrixEvent, 1000)).toBe(at)
})
