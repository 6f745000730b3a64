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

  test.each([
    'does session have PFS or not??',
    'session ha la forward secrecy o no?',
    'ma session ha la forward secrecy sì o no',
    'Session 有前向保密嗎？是或否',
    'לסשן יש סודיות קדימה או לא?',
  ])('nor is a question that leaves it open: %s', (question) => {
    room.asks(question).gets({ premise: null, messengers: ['session'], criteria: ['forward-secrecy'] })
  })

  test.each([
    ['session groups have no limit on members, right?', 'up to 100'],
    ['signal was audited in 2021, right?', '2016'],
    ["element's reactions are encrypted, right?", 'eaction'],
    ['session still uses the signal protocol, right?', 'Signal Protocol'],
  ])('whatever it is about: %s', (question, truth) => {
    room.asks(question).gets({ premise: 'rejected' }).sees(truth)
  })

  test('"only on phones" says something of every other platform', () => {
    room.asks('simplex is only for phones, right?').gets({ premise: 'rejected' })
    room.asks('molly is only on android, right?').gets({ premise: null })
  })

  test('in other words than "right?"', () => {
    room.asks('when did session get forward secrecy').gets({ premise: 'rejected' })
    room.asks('why is there no signal for linux').gets({ premise: 'rejected' })
    room.asks('לסשן יש forward secrecy, לא? ככה אמר לי המדריך').gets({ premise: 'rejected' })
    room.asks('Session 的封閉群組沒有人數上限，對不對？').gets({ premise: 'rejected' })
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

describe('what is set apart is left out', () => {
  test('besides, other than, without', () => {
    for (const question of [
      'what is there besides signal with forward secrecy',
      'anything with forward secrecy other than signal?',
    ]) {
      const { result } = room.asks(question).answer.summary
      expect(result).toContain('briar')
      expect(result).not.toContain('signal')
    }
  })

  test('but "how does it differ from" compares', () => {
    room.asks('how does signal differ from session').gets({ intent: 'compare', messengers: ['signal', 'session'] })
  })
})

describe('a recommendation', () => {
  test('does without what was only mentioned where nothing has it all, and says so', () => {
    room
      .asks(
        "i have an iphone, spyware scares me and my number is nobody's business. which app without a phone number should i use?",
      )
      .gets({ intent: 'recommend', result: ['simplex'] })
      .sees('set aside')
  })

  test('never does without a criterion', () => {
    room
      .asks('recommend something with forward secrecy that runs in a browser')
      .gets({ intent: 'recommend', result: [] })
  })

  test('takes a browser for a computer', () => {
    room.asks('library pc, only a browser. what can i use?').gets({ result: ['element'] })
  })

  test('knows where somebody comes from', () => {
    room.asks('i am leaving whatsapp. what should i use?').gets({ intent: 'recommend', outcome: 'answered' })
    room.asks('is whatsapp a good choice?').gets({ outcome: 'not-covered' })
  })
})

test('settings are told step by step', () => {
  for (const question of [
    'how do i hide my number on signal',
    'step by step please: nobody should see my phone number on signal',
    'impostazioni signal per non far vedere il mio numero',
    '不想被有我電話的人在 signal 上搜到，要按哪裡',
  ])
    room.asks(question).gets({ intent: 'setup', messengers: ['signal'] })
})

test('Simplified characters are read as Traditional ones', () => {
  room.asks('哪些通讯软件不需要手机号码').gets({ intent: 'list', result: ['simplex'] })
})

describe('slips are mended where only one word can be meant', () => {
  test.each([
    ['what is the differnce between signal and session', { intent: 'compare' }],
    ['which mesengers are decentralzed', { intent: 'list', criteria: ['decentralized'] }],
    ['Session 有通過獨立審記嗎', { messengers: ['session'], criteria: ['independent-audit'] }],
  ] as const)('%s', (question, wanted) => {
    room.asks(question).gets(wanted)
  })

  test('a question full of unknown words is none', () => {
    const gibberish = fc.array(fc.stringMatching(/^[qxzjvkw]{6,9}$/), { minLength: 3, maxLength: 40 })
    fc.assert(
      fc.property(gibberish, (words) => {
        expect(room.asks(words.join(' ')).answer.summary.outcome).toBe('not-understood')
      }),
      { numRuns: 100 },
    )
  })
})
