import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderJson } from '../../src/answer/json.ts'
import { faults, type Judged } from '../eval/judge.ts'
import { questionsIn } from '../eval/questions.ts'
import { openRoom, realContent } from '../support/guide.ts'

const room = openRoom()
const judged = (text: string) => JSON.parse(renderJson(text, room.asks(text).answer)) as Judged

describe('the example questions', () => {
  test.each(questionsIn('examples').map((question) => [question.language, question.text, question] as const))(
    '%s: %s',
    (_, text, { expect: wanted, language }) => {
      expect(faults(judged(text), wanted, language)).toEqual([])
    },
  )
})

describe('no question gets a wrong verdict', () => {
  test.each(Object.keys(realContent().locales))('%s', (language) => {
    const wrong = questionsIn(`${language}.development`).filter(({ text, expect: wanted }) =>
      faults(judged(text), wanted, language).includes('WRONG VERDICT'),
    )
    expect(wrong).toEqual([])
  })
})

describe('a list is the three-valued filter, whatever the conditions', () => {
  const phrases: Record<string, string> = {
    'forward-secrecy': 'forward secrecy',
    decentralized: 'decentralized',
    linux: 'linux',
    macos: 'macos',
    ios: 'ios',
    'reproducible-builds': 'reproducible builds',
    'quantum-resistance': 'quantum resistance',
    'group-calls': 'encrypted group calls',
    'independent-audit': 'independent audit',
  }
  const condition = fc.record({ criterion: fc.constantFrom(...Object.keys(phrases)), negated: fc.boolean() })
  const conditions = fc.uniqueArray(condition, { minLength: 1, maxLength: 3, selector: ({ criterion }) => criterion })

  test('joined by "and"', () => {
    fc.assert(
      fc.property(conditions, (wanted) => {
        const words = wanted.map(({ criterion, negated }) => `${negated ? 'without' : 'with'} ${phrases[criterion]}`)
        const { result, unknown } = room.asks(`which messengers come ${words.join(' and ')}`).answer.summary
        const { satisfying, unknown: open } = room.bot.catalog.select(
          wanted.map(({ criterion, negated }) => [{ criterion, value: negated ? 'no' : 'yes' }]),
        )
        expect({ result, unknown }).toEqual({ result: satisfying, unknown: open })
      }),
      { numRuns: 80 },
    )
  })

  test('joined by "or"', () => {
    fc.assert(
      fc.property(conditions, (wanted) => {
        const words = wanted.map(({ criterion }) => phrases[criterion])
        const { result } = room.asks(`which messengers have ${words.join(' or ')}`).answer.summary
        const { satisfying } = room.bot.catalog.select([
          wanted.map(({ criterion }) => ({ criterion, value: 'yes' as const })),
        ])
        expect(result).toEqual(satisfying)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a premise is checked first', () => {
  test.each([
    ['since session has forward secrecy, does it run on linux?', 'session', 'forward-secrecy', 'no'],
    ['briar is on the app store, link?', 'briar', 'ios', 'no'],
    ['signal is decentralized, right?', 'signal', 'decentralized', 'not-stated'],
    ['why does signal not need a phone number?', 'signal', 'phone-number', 'yes'],
  ])('%s', (question, messenger, criterion, verdict) => {
    const { answer } = room.asks(question).gets({ premise: 'rejected', messengers: [messenger] })
    expect(answer.summary.verdicts).toContainEqual(expect.objectContaining({ messenger, criterion, verdict }))
    expect(answer.blocks[0]?.kind).toBe('notice')
    expect(answer.sources.length).toBeGreaterThan(0)
  })

  test('a true one is not', () => {
    room.asks('session has no forward secrecy, right?').gets({ premise: null })
    room.asks('signal needs a phone number, right?').gets({ premise: null })
  })

  test('numbers too', () => {
    room.asks('session closed groups hold 1000 people, right?').gets({ premise: 'rejected' }).sees('up to 100 members')
    room.asks('session closed groups hold 100 people, right?').gets({ premise: null })
  })
})

describe('a reply is understood from what was answered', () => {
  const about = (messengers: string[], criteria: string[]) => ({ messengers, criteria })
  const reply = (text: string, replyTo: { messengers: string[]; criteria: string[] }) =>
    room.bot.answer({ text, place: { platform: 'test', id: 'room' }, moderates: false, replyTo }).summary

  test('and briar?', () => {
    const summary = reply('and briar?', about(['session'], ['forward-secrecy']))
    expect(summary.verdicts).toMatchObject([{ messenger: 'briar', criterion: 'forward-secrecy', verdict: 'yes' }])
  })

  test('why?', () => {
    expect(reply('why?', about(['element'], ['forward-secrecy']))).toMatchObject({
      messengers: ['element'],
      criteria: ['forward-secrecy'],
    })
  })

  test('link?', () => {
    expect(reply('link?', about(['simplex'], []))).toMatchObject({ intent: 'link', messengers: ['simplex'] })
  })

  test('without an answer before, the same words ask for nothing', () => {
    room.asks('why?').gets({ outcome: 'not-understood' })
  })
})

describe('the language is that of the question, in any room', () => {
  test.each(['en', 'he', 'it', 'zh-Hant'])('a room in %s', (language) => {
    const place = openRoom({ language })
    const spoken = (text: string) => place.asks(text).answer.language
    expect(spoken('does session have forward secrecy?')).toBe('en')
    expect(spoken('האם לסשן יש סודיות קדימה?')).toBe('he')
    expect(spoken('ma session ha la segretezza in avanti?')).toBe('it')
    expect(spoken('Session 有沒有前向保密？')).toBe('zh-Hant')
    expect(spoken('signal')).toBe(language)
    expect(spoken('Signal Session')).toBe(language)
    expect(spoken('compare signal session')).toBe(language)
    expect(spoken('PFS')).toBe(language)
  })

  test('a language we lack is answered in that of the place, and said', () => {
    openRoom({ language: 'it' })
      .asks('Hat Briar denn tatsächlich Vorwärtsgeheimnis')
      .sees('Questa lingua non è disponibile')
  })
})
