import { Events } from 'discord.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completeOption } from '../../adapters/discord/autocomplete.ts'
import { declareCommands, menuName } from '../../adapters/discord/declaration.ts'
import { optionNames } from '../../adapters/discord/options.ts'
import { registerCommands } from '../../adapters/discord/registration.ts'
import { readSlash } from '../../adapters/discord/slash.ts'
import { renderPlainText } from '../../src/index.ts'
import { openRoom } from '../support/guide.ts'
import { openStage } from './stage.ts'

const { bot } = openRoom()
const place = { platform: 'discord', id: 'channel' }
const optionsFrom = (values: Readonly<Record<string, string | boolean>>) =>
  Object.entries(values).map(([name, value]) => ({ name, value }))

/** What a subcommand asks and how it is answered. */
function asks(name: string, values: Readonly<Record<string, string | boolean>> = {}) {
  const { isPrivate, ...request } = readSlash(bot, { name, options: optionsFrom(values) })
  return { isPrivate, ...request, ...bot.answer({ ...request, place, moderates: false }).summary }
}

/** What is offered to somebody who types an option. */
function typing(name: string, option: string, value: string, language = 'en', others = {}) {
  const options = [...optionsFrom(others), { name: option, value, focused: true }]
  return completeOption(bot, { name, options }, { place, language })
}

describe('options become a question', () => {
  test('in the order of the declaration, whatever order they were filled in', () => {
    expect(asks('compare', { criterion: 'forward-secrecy', second: 'matrix', first: 'element' })).toMatchObject({
      text: 'element, matrix, forward-secrecy',
      messengers: ['element', 'matrix'],
      criteria: ['forward-secrecy'],
      isPrivate: undefined,
    })
  })

  test('with names as people write them, in any script, several in one option too', () => {
    expect(asks('compare', { first: 'סיגנל', second: 'Sesion', third: 'briar, Simple X' })).toMatchObject({
      messengers: ['signal', 'session', 'briar', 'simplex'],
    })
  })

  test('none at all, or only who may see the answer', () => {
    expect(asks('recommend')).toMatchObject({ text: '', isPrivate: undefined, intent: 'recommend' })
    expect(asks('recommend', { private: true, need: 'linux' })).toMatchObject({ text: 'linux', isPrivate: true })
    expect(asks('recommend', { private: false })).toMatchObject({ isPrivate: false })
    expect(readSlash(bot, { name: 'privacy' })).toEqual({ command: 'privacy', text: '', isPrivate: undefined })
  })

  test('settings each have their own', () => {
    const values = { prefix: '!m', 'private-answers': 'on', language: 'it', 'per-asker': '5', private: true }
    expect(readSlash(bot, { name: 'settings', options: optionsFrom(values) })).toEqual({
      ...{ command: 'settings', isPrivate: true },
      text: 'language it, prefix !m, private on, per-asker 5',
    })
  })

  test('in one’s own words', () => {
    expect(asks('ask', { question: 'compare Signal, Session' })).toMatchObject({ intent: 'compare' })
    expect(asks('ask', { question: 'does session have forward secrecy?' })).toMatchObject({ intent: 'fact' })
  })

  test('of an older version, as well as can be', () => {
    expect(asks('about', { whom: 'signal' }).text).toBe('signal')
  })
})

describe('while an option is typed', () => {
  test('what may be meant is offered in the language of the asker', () => {
    expect(typing('card', 'messenger', 'sgnal')[0]).toEqual({ name: 'Signal', value: 'signal' })
    expect(typing('explain', 'term', '前像保密', 'zh-Hant')[0]).toEqual({ name: '前向保密', value: 'forward-secrecy' })
    expect(typing('language', 'language', 'chin', 'it')[0]).toEqual({ name: 'cinese tradizionale', value: 'zh-Hant' })
  })

  test('but not what another option says already', () => {
    expect(typing('compare', 'third', 'si', 'en', { first: 'signal', second: 'briar' })[0]?.value).toBe('simplex')
  })

  test('and nothing for options nobody declared', () => {
    expect(typing('card', 'nonsense', 'signal')).toEqual([])
    expect(typing('nonsense', 'messenger', 'signal')).toEqual([])
    expect(completeOption(bot, { name: 'card' }, { place })).toEqual([])
  })
})

test('the same as the real client hears it: typed, completed, asked, and from the menu of a message', async () => {
  const { channel, anna, bot: logIn } = await openStage()
  const client = await logIn()
  await registerCommands(client.rest, client.application.id, declareCommands(bot))
  client.on(Events.InteractionCreate, async (interaction) => {
    const request = { place, language: interaction.locale, moderates: false }
    if (interaction.isMessageContextMenuCommand()) {
      const { messengers } = bot.mentionedIn({ ...request, text: interaction.targetMessage.content }).summary
      await interaction.reply({ content: messengers.join(), flags: 'Ephemeral' })
    } else if (interaction.isAutocomplete() || interaction.isChatInputCommand()) {
      const [subcommand = { name: '' }] = interaction.options.data
      if (interaction.isAutocomplete()) return interaction.respond(completeOption(bot, subcommand, request))
      const { isPrivate, ...asked } = readSlash(bot, subcommand)
      const content = renderPlainText(bot.answer({ ...request, ...asked })).slice(0, 60)
      await interaction.reply({ content, ...(isPrivate ? { flags: 'Ephemeral' } : {}) })
    }
  })
  expect(await anna.type(channel, 'messenger compare', 'second', 'sesion', { first: 'signal' })).toEqual([
    { name: 'Session', value: 'session' },
  ])
  const answer = await anna.slash(channel, 'messenger compare', { first: 'element', second: 'matrix', private: true })
  expect(answer).toMatchObject({ private: true, text: expect.stringContaining('Element⁩ e ⁨Matrix⁩') })
  expect(await anna.menu(menuName(bot), answer)).toMatchObject({ private: true, text: 'element,matrix' })
})

test('whatever is typed, Discord takes the choices', () => {
  const typed = fc.oneof(fc.string({ unit: 'binary', maxLength: 6000 }), fc.string({ unit: 'grapheme', maxLength: 12 }))
  const options = bot.declarations.flatMap(({ name, parameters }) =>
    parameters.flatMap((parameter) => optionNames(parameter).map((option) => ({ name, option }))),
  )
  fc.assert(
    fc.property(fc.constantFrom(...options), fc.constantFrom(...bot.languages), typed, (chosen, language, text) => {
      const choices = typing(chosen.name, chosen.option, text, language)
      expect(choices.length).toBeLessThanOrEqual(25)
      for (const { name, value } of choices) {
        expect([...name].length).toBeGreaterThan(0)
        expect([...name].length).toBeLessThanOrEqual(100)
        expect(value).toMatch(/^[A-Za-z0-9-]{1,100}$/)
      }
    }),
    { numRuns: 300 },
  )
})

test('whatever options hold, there is an answer', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...bot.commands),
      fc.dictionary(
        fc.constantFrom('first', 'second', 'messenger', 'question', 'term', 'x'),
        fc.string({ unit: 'binary' }),
      ),
      (name, values) => void expect(asks(name, values).outcome).toBeDefined(),
    ),
    { numRuns: 200 },
  )
})
