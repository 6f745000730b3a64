import { describe, expect, test } from 'vitest'
import { largestContent } from '../../adapters/matrix/limits.ts'
import { createMessage, type MessageContent } from '../../adapters/matrix/message.ts'
import { renderPlainText } from '../../src/answer/plain-text.ts'
import { everyQuestion } from '../support/every-question.ts'
import { openRoom } from '../support/guide.ts'

const room = openRoom()
const { answer } = room.asks('explain forward-secrecy')
const bytes = (content: unknown) => Buffer.byteLength(JSON.stringify(content))

describe('a message', () => {
  test('is a notice in plain text and HTML that mentions nobody', () => {
    expect(createMessage(answer)).toEqual({
      msgtype: 'm.notice',
      body: renderPlainText(answer),
      format: 'org.matrix.custom.html',
      formatted_body: expect.stringMatching(/^<p><strong>Forward secrecy/),
      'm.mentions': {},
    })
  })

  test('replies to the question and mentions only its asker', () => {
    expect(createMessage(answer, { asker: '@ana:example.org', replyTo: '$question' })).toMatchObject({
      'm.mentions': { user_ids: ['@ana:example.org'] },
      'm.relates_to': { 'm.in_reply_to': { event_id: '$question' } },
    })
  })

  test('stays in the thread of the question, as a reply to it', () => {
    expect(createMessage(answer, { replyTo: '$question', threadRoot: '$root' })['m.relates_to']).toEqual({
      rel_type: 'm.thread',
      event_id: '$root',
      is_falling_back: false,
      'm.in_reply_to': { event_id: '$question' },
    })
  })

  test('can take the place of an earlier one, notifying nobody again', () => {
    const plain = createMessage(answer, { asker: '@ana:example.org' })
    expect(createMessage(answer, { asker: '@ana:example.org', replyTo: '$question', replaces: '$earlier' })).toEqual({
      msgtype: 'm.notice',
      body: `* ${plain.body}`,
      'm.mentions': {},
      'm.new_content': plain,
      'm.relates_to': { rel_type: 'm.replace', event_id: '$earlier' },
    })
  })

  test('hints at commands as they are typed in the room', () => {
    const { body, formatted_body } = createMessage(answer, { prefix: '!messenger' })
    expect(body).toContain('Future secrecy: !messenger explain future-secrecy')
    expect(formatted_body).toContain('<code>!messenger explain future-secrecy</code>')
  })
})

describe('the size of an event', () => {
  test.each(['en', 'he', 'it', 'zh-Hant'])('lets every answer in %s be said whole, even as an edit', (language) => {
    const room = openRoom({ language })
    for (const question of everyQuestion()) {
      const { answer } = room.asks(question)
      for (const layout of ['list', 'table'] as const) {
        const edit = createMessage(answer, { layout, asker: '@ana:example.org', replaces: '$earlier' })
        expect(bytes(edit)).toBeLessThanOrEqual(largestContent)
        expect(edit['m.new_content']?.body).toBe(renderPlainText(answer))
      }
    }
  })

  test('cuts a longer answer, and says what was left out and how to see it', () => {
    const { answer: card } = openRoom({ language: 'he' }).asks('signal')
    const long = { ...card, blocks: Array.from({ length: 5 }, () => card.blocks).flat() }
    const message = createMessage(long, { prefix: '!messenger' })
    expect(bytes(message)).toBeLessThanOrEqual(largestContent)
    expect(message.body).toMatch(/הושמט.*\u2066!messenger card signal links\u2069/)
    expect(message.formatted_body).toMatch(/הושמט.*\u2066<code>!messenger card signal links<\/code>\u2069/)
    for (const { url } of card.sources) expect(message.body).toContain(url)
  })

  test('leaves room for encryption and all that servers add', () => {
    const message = createMessage(answer)
    const padded = { ...message, body: 'a'.repeat(largestContent - bytes({ ...message, body: '' })) }
    expect(bytes(padded)).toBe(largestContent)
    expect(bytes(encrypted(padded))).toBeLessThanOrEqual(65_536)
  })
})

/** The largest event that servers may make of a content: ids of 255 bytes, 20 earlier and 10 authorizing events, two signatures. */
function encrypted(content: MessageContent): unknown {
  const id = 'i'.repeat(255)
  const key = 'k'.repeat(43)
  const megolm = JSON.stringify({ type: 'm.room.message', room_id: id, content })
  const [padding, signature] = [16 + 8 + 64 + 16, 86]
  return {
    type: 'm.room.encrypted',
    room_id: id,
    sender: id,
    content: {
      algorithm: 'm.megolm.v1.aes-sha2',
      ciphertext: 'c'.repeat(Math.ceil(((Buffer.byteLength(megolm) + padding + signature) * 4) / 3)),
      device_id: id,
      sender_key: key,
      session_id: key,
      'm.relates_to': { rel_type: 'm.thread', event_id: id, 'm.in_reply_to': { event_id: id } },
    },
    prev_events: Array(20).fill(`$${key}`),
    auth_events: Array(10).fill(`$${key}`),
    depth: Number.MAX_SAFE_INTEGER,
    origin_server_ts: Number.MAX_SAFE_INTEGER,
    hashes: { sha256: key },
    signatures: { [id]: { 'ed25519:a_key_id': 's'.repeat(86) }, [`${id}2`]: { 'ed25519:a_key_id': 's'.repeat(86) } },
    unsigned: { age_ts: Number.MAX_SAFE_INTEGER, transaction_id: id },
  }
}
