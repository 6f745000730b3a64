import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderPlainText } from '../../src/answer/plain-text.ts'
import { withoutDirectionMarks } from '../../src/language/direction.ts'
import { openRoom, realContent } from '../support/guide.ts'

const { bot } = openRoom()
const place = { platform: 'test', id: 'room' }

/** What is named in a message that somebody wrote to others. */
function mentioned(text: string, language = 'en') {
  const answer = bot.mentionedIn({ text, place, language, moderates: false })
  return {
    ...answer.summary,
    text: withoutDirectionMarks(renderPlainText(answer)),
    followUps: answer.followUps.map(({ command }) => command),
  }
}

describe('a message names', () => {
  test('messengers, with their cards and a comparison to open', () => {
    const { messengers, text, followUps } = mentioned('I left Signal for סשן, and my sister is on briar!')
    expect(messengers).toEqual(['signal', 'session', 'briar'])
    expect(text).toContain('Recommended by the guide')
    expect(followUps).toEqual(['signal', 'session', 'briar', 'compare signal, session, briar'])
  })

  test('terms, with their explanations to open', () => {
    expect(mentioned('without forward secrecy metadata is the least of your problems')).toMatchObject({
      terms: ['forward-secrecy', 'metadata'],
      followUps: ['explain forward-secrecy', 'explain metadata'],
    })
  })

  test.each([
    ['תעברו לסיגנל או לסימפלקס', 'he', ['signal', 'simplex'], 'מוזכרים בהודעה הזאת'],
    ['Usate Briar o Element?', 'it', ['briar', 'element'], 'Nominate in questo messaggio'],
    ['我用 Signal，朋友用Session', 'zh-Hant', ['signal', 'session'], '這則訊息提到的'],
  ])('"%s", answered in the language of who asks', (text, language, messengers, title) => {
    expect(mentioned(text, language)).toMatchObject({ messengers, text: expect.stringContaining(title) })
    expect(mentioned(text, 'en').text).toContain('Named in this message')
  })

  test('messengers the guide does not cover, without a judgement', () => {
    expect(mentioned('everybody is on WhatsApp')).toMatchObject({
      outcome: 'not-covered',
      notCovered: ['whatsapp'],
      text: expect.stringContaining('does not cover WhatsApp'),
    })
  })

  test.each([
    'see you at eight',
    'The next line of the poem',
    'wire me some money, and cut me some slack',
    'zoom in on the map',
    '我很依賴它',
  ])('nothing: %s', (text) => {
    expect(mentioned(text)).toMatchObject({
      outcome: 'not-understood',
      text: expect.stringContaining('names no messenger or term'),
    })
  })

  test('messengers whose names are common words', () => {
    expect(mentioned('I use line and wire, you use Slack and zoom').notCovered).toEqual([
      'line',
      'wire',
      'slack',
      'zoom',
    ])
    expect(mentioned('the line app, or the wire messenger').notCovered).toEqual(['line', 'wire'])
    expect(mentioned('我依賴 Signal，他用賴').notCovered).toEqual(['line'])
  })
})

test('a long message is read to its end, beyond what a question may have', () => {
  expect(mentioned(`${'and so on '.repeat(150)} signal`).messengers).toEqual(['signal'])
})

test('any text is answered, and nothing of it comes back', () => {
  const words = realContent().names.flatMap(({ phrases }) => phrases)
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 4500 }),
    fc.array(fc.constantFrom(...words, '@everyone', '<b>', 'https://evil.example'), { maxLength: 60 }),
  )
  fc.assert(
    fc.property(anything, (typed) => {
      const { text } = mentioned(typeof typed === 'string' ? typed : typed.join(' '))
      expect(text).not.toMatch(/@everyone|<b>|evil\.example/)
      expect(text.length).toBeGreaterThan(0)
    }),
    { numRuns: 100 },
  )
})
