import type { APIApplicationCommandSubcommandOption } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { declareCommands, menuName } from '../../adapters/discord/declaration.ts'
import { openRoom } from '../support/guide.ts'
import { commandSetProblems, type Declared } from './server/rules/command.ts'
import { schemaProblems, schemas } from './server/schema.ts'

const { bot } = openRoom()
const commands = declareCommands(bot)
const [slash, menu] = commands as readonly Declared[]
const subcommands = (slash?.options ?? []) as readonly (APIApplicationCommandSubcommandOption & Declared)[]
const subcommand = (name: string) => subcommands.find((one) => one.name === name)
const optionsOf = (name: string) =>
  (subcommand(name)?.options ?? []).map((option) => `${option.name}${option.required ? ' (required)' : ''}`)

test('Discord takes the commands: by its published schema and by the rules that this misses', () => {
  expect(schemaProblems(schemas.commands, commands)).toEqual([])
  expect(commandSetProblems(commands as readonly Declared[])).toEqual([])
})

test('they are usable in servers, direct chats and groups, installed to a server or a person', () => {
  for (const command of commands) expect(command).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] })
})

describe('/messenger', () => {
  test('has a subcommand for each command of the bot', () => {
    expect(commands.map(({ name }) => name)).toEqual(['messenger', 'Which messengers?'])
    expect(subcommands.map(({ name }) => name)).toEqual(bot.commands)
  })

  test.each([
    ['card', ['messenger (required)', 'section', 'private']],
    [
      'compare',
      [
        ...['first (required)', 'second (required)', 'third', 'fourth'],
        ...['criterion', 'criterion-2', 'criterion-3', 'section', 'private'],
      ],
    ],
    ['recommend', ['need', 'need-2', 'need-3', 'need-4', 'need-5', 'private']],
    ['explain', ['term (required)', 'term-2', 'term-3', 'private']],
    ['ask', ['question (required)', 'private']],
    ['language', ['language', 'private']],
    [
      'settings',
      [...['language', 'prefix', 'listen', 'private-answers', 'per-asker', 'per-place', 'keep-questions'], 'private'],
    ],
    ['pin', ['card (required)', 'private']],
    ['pins', ['renew', 'private']],
    ['privacy', ['private']],
  ])('%s takes %j', (name, options) => {
    expect(optionsOf(name)).toEqual(options)
  })

  test('every parameter that takes several things has several options, none more than it takes', () => {
    for (const { name, parameters } of bot.declarations.filter(({ name }) => name !== 'settings')) {
      const own = optionsOf(name).length - 1
      const least = parameters.filter(({ most }) => most > 1).length
      expect(own, name).toBeGreaterThanOrEqual(parameters.length + least)
      expect(own, name).toBeLessThanOrEqual(parameters.reduce((sum, { most }) => sum + most, 0))
    }
  })

  test('offers the values of settings that have few', () => {
    const offered = (subcommand('settings')?.options ?? []) as readonly Declared[]
    const choices = offered.flatMap(({ name, choices }) => (choices ?? []).map(({ value }) => `${name} ${value}`))
    expect(choices).toEqual([
      ...['listen everywhere', 'listen mentions', 'listen here', 'listen not-here'],
      ...['private-answers on', 'private-answers off'],
      ...['keep-questions on', 'keep-questions off'],
    ])
  })

  test('completes whatever has a name, and no free words', () => {
    const completed = subcommands.flatMap(({ name, options = [] }) =>
      options
        .filter((option) => 'autocomplete' in option && option.autocomplete)
        .map((option) => `${name} ${option.name}`),
    )
    expect(completed).toEqual(
      expect.arrayContaining(['card messenger', 'compare criterion-2', 'explain term', 'language language']),
    )
    expect(completed).not.toContain('ask question')
  })

  test('is described in every locale of Discord that the bot speaks', () => {
    const described = [slash, menu, ...subcommands, ...subcommands.flatMap(({ options = [] }) => options)] as Declared[]
    for (const { name, description_localizations, name_localizations } of described)
      expect(Object.keys(description_localizations ?? name_localizations ?? {}).toSorted(), name).toEqual([
        ...['en-GB', 'en-US', 'it', 'zh-TW'],
      ])
    expect(subcommand('sources')?.description_localizations).toEqual({
      'en-US': 'Where the facts come from, with dates',
      'en-GB': 'Where the facts come from, with dates',
      it: 'Da dove vengono le informazioni, con le date',
      'zh-TW': '事實的出處與日期',
    })
    for (const { name_localizations } of subcommands) expect(name_localizations).toBeUndefined()
  })
})

test('descriptions in every language, Hebrew too, are short enough for any platform', () => {
  for (const language of bot.languages)
    for (const { summary, parameters } of bot.declarations)
      for (const said of [summary(language), ...parameters.map(({ description }) => description(language))]) {
        expect([...said].length, said).toBeLessThanOrEqual(100)
        expect(said).not.toContain('arguments.')
      }
})

test('the entry in a message’s menu is named in the language of the reader', () => {
  expect(menuName(bot)).toBe('Which messengers?')
  expect(menu?.name_localizations).toMatchObject({ it: 'Quali app di messaggistica?', 'zh-TW': '提到哪些通訊軟體？' })
})
