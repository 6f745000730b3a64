import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderPlainText } from '../../src/answer/plain-text.ts'
import { createBot } from '../../src/bot.ts'
import { withoutDirectionMarks } from '../../src/language/direction.ts'
import type { Limits } from '../../src/limits/limits.ts'
import { openState, type Place } from '../../src/state/state.ts'
import { realContent } from '../support/guide.ts'
import { createMemoryBoards } from '../support/memory-board.ts'

const boards = createMemoryBoards()

/** A channel of a server whose moderator talks to the bot. */
function openChannel(limits?: Limits) {
  const state = openState()
  const bot = createBot({ content: realContent(), state, ...(limits ? { limits } : {}) })
  const place: Place = { platform: 'memory', id: 'general', partOf: 'server' }
  const says = async (text: string, more: { moderates?: boolean; asker?: string; place?: Place } = {}) => {
    const answer = await bot.respond({ text, place, moderates: true, cause: text, ...more }, boards)
    return answer && withoutDirectionMarks(renderPlainText(answer))
  }
  /** The same on a platform where people can type a mention. */
  const onMentions = async (text: string) => {
    const request = { text, place, moderates: true, cause: text }
    const answer = await bot.respond(request, { ...boards, mention: 'guide:' })
    return answer && withoutDirectionMarks(renderPlainText(answer))
  }
  return { bot, place, says, onMentions, chosen: () => state.settings(place) }
}

describe('settings', () => {
  test.each([
    ['language it', { language: 'it' }],
    ['language zh-TW', { language: 'zh-Hant' }],
    ['language Hebrew', { language: 'he' }],
    ['prefix !m', { prefix: '!m' }],
    ['prefix ?', { prefix: '?' }],
    ['layout table', { layout: 'table' }],
    ['listen mentions', { listen: 'mentions' }],
    ['listen here', { listen: ['general'] }],
    ['private on', { private: true }],
    ['per-asker 5', { perAsker: 5 }],
    ['per-place 30', { perPlace: 30 }],
    ['language it, per-asker 5, listen mentions', { language: 'it', perAsker: 5, listen: 'mentions' }],
    ['PREFIX  !m', { prefix: '!m' }],
  ])('settings %s', async (change, chosen) => {
    const { says, chosen: settings } = openChannel()
    await says(`settings ${change}`)
    expect(settings()).toEqual(chosen)
  })

  test.each([
    ['language klingon', /en, he, it, zh-Hant, or auto/],
    ['prefix hello', /one or two of the signs/],
    ['prefix @everyone', /one or two of the signs/],
    ['prefix !two words', /one or two of the signs/],
    ['layout circle', /list or table/],
    ['listen #general', /everywhere, mentions, here, or not-here/],
    ['private maybe', /on or off/],
    ['per-asker 0', /from 1 to 10/],
    ['per-asker 11', /from 1 to 10/],
    ['per-place 1e3', /from 1 to 60/],
    ['language it, layout circle', /list or table/],
  ])('settings %s changes nothing and says what is valid', async (change, valid) => {
    const { says, chosen } = openChannel()
    expect(await says(`settings ${change}`)).toMatch(valid)
    expect(chosen()).toEqual({})
  })

  test.each(['language auto', 'prefix auto', 'prefix !messenger', 'per-asker auto', 'per-asker 10', 'listen not-here'])(
    'settings %s takes a choice back',
    async (change) => {
      const { says, chosen } = openChannel()
      await says('settings language it, prefix !m, per-asker 5, listen here')
      const before = Object.keys(chosen()).length
      await says(`settings ${change}`)
      expect(Object.keys(chosen())).toHaveLength(before - 1)
    },
  )

  test('several channels can be chosen, and are settings of the whole server', async () => {
    const { bot, place, says, chosen } = openChannel()
    const help = { ...place, id: 'help' }
    await says('settings listen here')
    await says('settings listen here', { place: help })
    expect(chosen().listen).toEqual(['general', 'help'])
    expect(bot.listens(help, 'prefix')).toBe(true)
    expect(bot.listens({ ...place, id: 'random' }, 'mention')).toBe(false)
    await says('settings listen mentions')
    expect([bot.listens(help, 'prefix'), bot.listens(help, 'mention')]).toEqual([false, true])
  })

  test('who does not moderate changes nothing and is told what it takes', async () => {
    const { says, chosen } = openChannel()
    expect(await says('settings prefix !m', { moderates: false })).toMatch(/the right to moderate/)
    expect(chosen()).toEqual({})
  })

  test('what is typed in examples begins with the prefix of the place', async () => {
    const { says, bot, place } = openChannel()
    await says('settings prefix !m')
    expect(bot.prefix(place)).toBe('!m')
    expect(await says('!m signal signal signal pzzzt')).not.toMatch(/!messenger/)
    expect(await says('!m help compare')).toMatch(/!m compare/)
  })

  test('where only mentions are listened to, a mention is what is to be typed, also in what is pinned', async () => {
    const { says, onMentions } = openChannel()
    expect(await onMentions('settings listen mentions')).toMatch(/guide: settings prefix/)
    for (const text of ['help', 'compare signal', 'pins', 'pin help']) {
      expect(await onMentions(text)).not.toMatch(/!messenger/)
    }
    expect([...boards.messages.values()].at(-1)).toMatch(/guide: compare/)
    expect(await onMentions('settings listen everywhere')).toMatch(/!messenger settings prefix/)
    expect(await says('help')).toMatch(/!messenger compare/)
  })

  test('a prefix is a word of its own, unless it is but a sign', async () => {
    const { says } = openChannel()
    await says('settings prefix !m')
    expect(await says('!messenger signal')).toBe(await says('messenger signal'))
    expect(await says('!m signal')).toBe(await says('signal'))
    await says('!m settings prefix ?')
    expect(await says('?signal')).toBe(await says('signal'))
  })

  test('any text is a setting or not, and none throws', async () => {
    const { says, chosen } = openChannel()
    const names = ['language', 'prefix', 'layout', 'listen', 'private', 'per-asker', 'per-place', '']
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.string({ unit: 'binary' }), async (name, value) => {
        expect(await says(`settings ${name} ${value}`)).toBeTruthy()
        expect(Object.keys(chosen()).length).toBeLessThanOrEqual(7)
      }),
      { numRuns: 300 },
    )
  })
})

describe('limits', () => {
  const limits: Limits = { perAsker: { count: 3, seconds: 60 }, perPlace: { count: 5, seconds: 60 } }

  test('who asks too much is told so once, then nothing is said; others are answered', async () => {
    const { says } = openChannel(limits)
    for (let count = 0; count < 3; count++) expect(await says('signal', { asker: 'anna' })).toMatch(/Signal/)
    expect(await says('signal', { asker: 'anna' })).toMatch(/Too many questions.*wait \d+ seconds/)
    expect(await says('signal', { asker: 'anna' })).toBeUndefined()
    expect(await says('signal', { asker: 'ben' })).toMatch(/Signal/)
  })

  test('a place has a limit of its own', async () => {
    const { says } = openChannel(limits)
    for (const asker of ['a', 'b', 'c', 'd', 'e']) expect(await says('signal', { asker })).toMatch(/Signal/)
    expect(await says('signal', { asker: 'f' })).toMatch(/Too many/)
    expect(await says('signal', { asker: 'g' })).toBeUndefined()
    const elsewhere = { platform: 'memory', id: 'elsewhere' }
    expect(await says('signal', { asker: 'g', place: elsewhere })).toMatch(/Signal/)
  })

  test('a place can allow fewer', async () => {
    const { says } = openChannel(limits)
    await says('settings per-asker 1')
    await says('signal', { asker: 'anna' })
    expect(await says('signal', { asker: 'anna' })).toMatch(/Too many/)
  })
})

test('of what is no setting only the words are repeated', async () => {
  const said = await openChannel().says('settings language it, @everyone https://evil.example')
  expect(said).toContain('“everyone https evil example”')
})
