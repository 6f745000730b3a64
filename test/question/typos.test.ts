import { describe, expect, test } from 'vitest'
import { renderPlainText } from '../../src/index.ts'
import { openRoom } from '../support/guide.ts'

describe('a misspelt name is found, and the reading is said', () => {
  test.each([
    ['siganl', 'signal'],
    ['singal', 'signal'],
    ['sesion', 'session'],
    ['sessoin', 'session'],
    ['elemnt', 'element'],
    ['brair', 'briar'],
    ['simplx chat', 'simplex'],
    ['מולי', 'molly'],
    ['סגינל', 'signal'],
    ['סינגל', 'signal'],
    ['סימפלקס', 'simplex'],
    ['סשן', 'session'],
  ])('%s is %s', (typed, messenger) => {
    openRoom()
      .asks(typed)
      .gets({ messengers: [messenger] })
  })

  test('once, however often it is typed', () => {
    const { answer } = openRoom().asks(Array(80).fill('riar').join(' '))
    expect(renderPlainText(answer).match(/Reading/g)).toHaveLength(1)
  })

  test('in every language of the answer', () => {
    openRoom().asks('siganl').sees('Reading “siganl” as Signal')
    openRoom({ language: 'he' }).asks('siganl').sees('siganl', 'Signal')
    openRoom({ language: 'it' }).asks('siganl').sees('siganl', 'Signal')
    openRoom({ language: 'zh-Hant' }).asks('siganl').sees('siganl', 'Signal')
  })

  test('also of criteria, terms, commands and messengers the guide does not cover', () => {
    openRoom()
      .asks('explain foward secrcy')
      .gets({ terms: ['forward-secrecy'] })
    openRoom()
      .asks('criteria decentralizd')
      .gets({ criteria: ['decentralized'] })
    openRoom().asks('comprae signal molly').gets({ intent: 'compare' }).sees('Reading “comprae” as compare')
    openRoom()
      .asks('telegarm')
      .gets({ outcome: 'not-covered', notCovered: ['telegram'] })
  })

  test('a name well spelt is no remark', () => {
    openRoom().asks('signal').seesNo('Reading')
  })
})

describe('two equally close names give a question back, never a silent pick', () => {
  test.each([
    ['mollyp', ['molly', 'molly-up']],
    ['mollyu', ['molly', 'molly-up']],
  ])('%s', (typed, choices) => {
    const { answer, text } = openRoom().asks(typed)
    expect(answer.summary.outcome).toBe('choose')
    expect(answer.summary.choices.toSorted()).toEqual(choices)
    expect(text).toMatch(/Did you mean .+ or .+\?/)
    expect(answer.followUps.map(({ command }) => command)).toEqual(answer.summary.choices)
  })

  test('inside a command too', () => {
    openRoom().asks('compare signal mollyp').gets({ outcome: 'choose' })
  })
})

test('what is like nothing is not guessed', () => {
  openRoom().asks('weather tomorrow').gets({ outcome: 'not-understood' })
})
