import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderPlainText } from '../../src/answer/plain-text.ts'
import { openRoom, realContent } from '../support/guide.ts'

const { bot } = openRoom()
const languages = Object.keys(realContent().locales)
const place = { platform: 'test', id: 'room' }
const parameters = bot.declarations.flatMap(({ name, parameters }) =>
  parameters.map((parameter) => ({ command: name, parameter: parameter.name })),
)

/** What is offered to somebody who has typed so much of a parameter. */
function offers(command: string, parameter: string, typed = '', language = 'en', given: readonly string[] = []) {
  return bot.suggest({ command, parameter, typed, given, place, language, most: 25 })
}
const values = (...asked: Parameters<typeof offers>) => offers(...asked).map(({ value }) => value)

describe('names are suggested', () => {
  test('in the guide’s order where nothing is typed', () => {
    expect(values('compare', 'messengers').slice(0, 3)).toEqual(['signal', 'molly', 'molly-foss'])
    expect(values('criteria', 'criterion')[0]).toBe('open-source-clients')
  })

  test.each([
    ['card', 'messenger', 'si', 'en', 'signal'],
    ['card', 'messenger', 'sgnal', 'en', 'signal'],
    ['card', 'messenger', 'סיגנ', 'en', 'signal'],
    ['card', 'messenger', 'סיגנאל', 'it', 'signal'],
    ['explain', 'terms', 'foward se', 'en', 'forward-secrecy'],
    ['explain', 'terms', 'סודיות קדמה', 'he', 'forward-secrecy'],
    ['explain', 'terms', 'segretezza in avnti', 'zh-Hant', 'forward-secrecy'],
    ['explain', 'terms', '前像保密', 'zh-Hant', 'forward-secrecy'],
    ['explain', 'terms', '前向', 'it', 'forward-secrecy'],
    ['recommend', 'needs', '电话', 'zh-Hant', 'no-phone-number'],
    ['recommend', 'needs', 'linx', 'en', 'linux'],
    ['not-listed', 'messenger', 'telgram', 'en', 'telegram'],
    ['language', 'language', 'hebrw', 'en', 'he'],
    ['language', 'language', 'עברית', 'en', 'he'],
    ['language', 'language', '繁体', 'en', 'zh-Hant'],
    ['card', 'section', 'downl', 'en', 'downloads'],
    ['help', 'command', 'comp', 'en', 'compare'],
    ['search', 'text', 'perfect forward', 'en', 'forward-secrecy'],
  ])('%s %s: "%s" in %s is %s', (command, parameter, typed, language, expected) => {
    expect(values(command, parameter, typed, language)[0]).toBe(expected)
  })

  test('by what they are called in the language of the asker, in any script', () => {
    const labels = languages.map((language) => offers('explain', 'terms', 'forward', language)[0]?.label)
    expect(labels).toEqual(['Forward secrecy', 'סודיות קדימה', 'Segretezza in avanti (forward secrecy)', '前向保密'])
  })

  test('without what is given already, and without the same name twice', () => {
    expect(values('compare', 'messengers', 's', 'en', ['signal', 'session'])).not.toContain('signal')
    const labels = offers('recommend', 'needs', 'phone').map(({ label }) => label)
    expect(labels.filter((label) => label === 'no phone number')).toHaveLength(1)
  })

  test('not at all for words of one’s own or commands nobody declared', () => {
    expect(offers('ask', 'question', 'signal')).toEqual([])
    expect(offers('nonsense', 'messenger', 'signal')).toEqual([])
  })
})

test('whatever is typed, at most as many as wanted are suggested, each once and with a name', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...parameters),
      fc.constantFrom(...languages),
      fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 20 })),
      fc.integer({ min: 0, max: 25 }),
      ({ command, parameter }, language, typed, most) => {
        const offered = bot.suggest({ command, parameter, typed, given: [], place, language, most })
        expect(offered.length).toBeLessThanOrEqual(most)
        expect(new Set(offered.map(({ label }) => label)).size).toBe(offered.length)
        for (const { value, label } of offered) expect([value, label]).not.toContain('')
      },
    ),
    { numRuns: 300 },
  )
})

describe('what is suggested is understood as nothing else', () => {
  const asks = (command: string, ...given: readonly string[]) =>
    bot.answer({ command, text: given.join(', '), place, moderates: true }).summary
  const every = (command: string, parameter: string) =>
    bot.suggest({ command, parameter, typed: '', given: [], place, most: 1000 }).map(({ value }) => value)

  test.each(['card', 'links', 'history', 'sources'])('%s: each messenger', (command) => {
    for (const id of every(command, 'messenger')) expect(asks(command, id).messengers).toEqual([id])
  })

  test('compare: each pair of messengers, "Element, Matrix" too, with each criterion', () => {
    const messengers = every('compare', 'messengers')
    expect(messengers).toHaveLength(10)
    const criteria = every('compare', 'criteria')
    expect(criteria.length).toBeGreaterThan(20)
    for (const one of messengers)
      for (const other of messengers.filter((id) => id !== one))
        expect(asks('compare', one, other)).toMatchObject({ messengers: [one, other], criteria: [] })
    for (const one of criteria)
      for (const other of criteria.filter((id) => id !== one))
        expect(asks('compare', 'element', 'matrix', one, other)).toMatchObject({
          messengers: ['element', 'matrix'],
          criteria: [one, other],
        })
  })

  test('criteria, terms, needs, messengers outside the guide, commands and sections', () => {
    for (const id of every('criteria', 'criterion')) expect(asks('criteria', id).criteria).toEqual([id])
    for (const id of every('explain', 'terms')) expect(asks('explain', id).terms).toEqual([id])
    for (const id of every('not-listed', 'messenger')) {
      const { messengers, notCovered } = asks('not-listed', id)
      expect([...messengers, ...notCovered]).toEqual([id])
    }
    for (const id of every('help', 'command')) expect(asks('help', id)).toMatchObject({ outcome: 'answered' })
    expect(every('card', 'section')).toHaveLength(8)
    for (const id of every('card', 'section')) expect(asks('card', 'signal', id).outcome).toBe('answered')
    expect(every('compare', 'section')).toEqual(['facts', 'differing', 'shared', 'unstated'])
  })

  test('recommend: each pair of needs asks for the criteria of both', () => {
    const needs = every('recommend', 'needs')
    const criteriaOf = (id: string) => {
      const need = bot.catalog.need(id)
      return need ? ('criterion' in need ? [need.criterion] : []) : [id]
    }
    for (const one of needs)
      for (const other of needs.filter((id) => id !== one))
        expect(asks('recommend', one, other).criteria).toEqual([...new Set([...criteriaOf(one), ...criteriaOf(other)])])
  })

  test('no other command is carried out, whatever one is given', () => {
    const commands = bot.commands.filter((name) => !['settings', 'language'].includes(name))
    const evil = fc.constantFrom('language it', '!messenger language it', 'settings language it', ', language it')
    fc.assert(
      fc.property(
        fc.constantFrom(...commands),
        fc.oneof(evil, fc.string({ unit: 'grapheme', maxLength: 60 })),
        (command, text) => {
          const answer = bot.answer({ command, text, place, moderates: true })
          expect(renderPlainText(answer)).not.toBe('')
          expect(bot.settings(place)).toEqual({})
        },
      ),
    )
  })

  test('a command of an older version is read as if it were typed', () => {
    expect(asks('signal', '').messengers).toEqual(['signal'])
  })
})
