import { Events, MessageFlags, Routes } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { openStage } from './stage.ts'

const { Ephemeral, IsComponentsV2: v2 } = MessageFlags
const button = (custom_id: string) => ({ type: 2, style: 1, label: custom_id, custom_id })
const row = (...components: object[]) => ({ type: 1, components })
const select = (more: object) => ({ type: 3, custom_id: 'list', options: [{ label: 'A', value: 'a' }], ...more })
const text = (content: string) => ({ type: 10, content })
const shown = (...components: object[]) => ({ flags: v2, components })
const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'An option', ...more })
const command = (...options: object[]) => ({ name: 'guide', description: 'Guide', options })

const messages: Record<string, object> = {
  'content: too_big': { content: 'x'.repeat(4001) },
  'content of 2001 characters': { content: 'x'.repeat(2001) },
  'embeds of 6001': { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
  'nonce: too_big': { content: 'x', nonce: 'x'.repeat(26) },
  'message_id: invalid_format': { content: 'x', message_reference: { message_id: 'x' } },
  'parse and users exclude': { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
  'cannot be set here': { content: 'x', flags: Ephemeral },
  'content beside': { ...shown(text('x')), content: 'x' },
  'embeds beside': { ...shown(text('x')), embeds: [{ title: 'x' }] },
  'without components': shown(),
  'need the flag': { components: [text('x')] },
  '41 components': shown(...Array.from({ length: 20 }, (_, index) => row(button(`${index}`))), text('x')),
  '4001 displayed characters': shown(text('x'.repeat(2000)), text('x'.repeat(2001))),
  '10173 displayed bytes': shown(text('簡'.repeat(3391))),
  'components.0.content: too_small': shown(text('')),
  'label: too_big': { components: [row(button('x'.repeat(81)))] },
  'custom_id: too_big': { components: [row({ ...button('x'.repeat(101)), label: 'x' })] },
  'used twice': { components: [row(button('a'), button('a'))] },
  'components.0.components: too_big': { components: [row(...'abcdef'.split('').map(button))] },
  'or one select': { components: [row(button('a'), select({}))] },
  'neither label nor emoji': { components: [row({ type: 2, style: 1, custom_id: 'a' })] },
  'a custom_id and no address': { components: [row({ type: 2, style: 1, label: 'a' })] },
  'an address and no custom_id': { components: [row({ ...button('a'), style: 5 })] },
  'links to ftp': { components: [row({ type: 2, style: 5, label: 'a', url: 'ftp://a.example/' })] },
  'the value "a" twice': { components: [row(select({ options: Array(2).fill({ label: 'A', value: 'a' }) }))] },
  'takes 2 values of 1': { components: [row(select({ max_values: 2 }))] },
  'options: too_big': {
    components: [row(select({ options: numbered(26, (name) => ({ label: name, value: name })) }))],
  },
}

const commands: Record<string, object[]> = {
  'is named "Guide"': [{ ...command(), name: 'Guide' }],
  'is named "l\'italiano"': [{ ...command(), name_localizations: { it: "l'italiano" } }],
  'no Discord locale': [{ ...command(), description_localizations: { he: 'מדריך' } }],
  'description: too_big': [{ ...command(), description: 'x'.repeat(101) }],
  'has no description': [{ name: 'guide' }],
  'options: too_big': [command(...numbered(26, (name) => option(name)))],
  'required option after': [command(option('a'), option('b', { required: true }))],
  'the option "a" twice': [command(option('a'), option('a'))],
  'mixes subcommands': [command(option('a'), option('b', { type: 1 }))],
  'both choices and autocomplete': [command(option('a', { autocomplete: true, choices: [{ name: 'A', value: 'a' }] }))],
  'declared twice': [command(), command()],
  'has a description or options': [{ name: 'Which?', type: 3, description: 'x' }],
  'characters of at most 8000': [
    command(
      ...numbered(25, (name) =>
        option(name, {
          choices: numbered(25, (one) => ({ name: one, value: one.repeat(3) })),
          description: 'x'.repeat(100),
          description_localizations: { it: 'x'.repeat(100) },
        }),
      ),
    ),
  ],
}

function numbered<T>(count: number, make: (name: string) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(`number-${index}`))
}

describe('what breaks a rule is refused and recorded', () => {
  test.each(Object.entries(messages))('a message: %s', async (problem, body) => {
    const { discord, channel, bot } = await openStage()
    const { rest } = await bot()
    await expect(rest.post(Routes.channelMessages(channel.id), { body })).rejects.toMatchObject({ code: 50035 })
    expect(discord.takeViolations()).toMatchObject([{ problem: expect.stringContaining(problem) }])
    expect(channel.messages.size).toBe(0)
  })

  test.each(Object.entries(commands))('a command: %s', async (problem, body) => {
    const { discord, bot } = await openStage()
    const { rest } = await bot()
    await expect(rest.put(Routes.applicationCommands(discord.bot.id), { body })).rejects.toMatchObject({ code: 50035 })
    expect(discord.takeViolations()).toMatchObject([{ problem: expect.stringContaining(problem) }])
    expect(discord.commands.all()).toEqual([])
  })

  test('Components V2 come by an edit that empties the rest, and never go', async () => {
    const { discord, channel, bot } = await openStage()
    const { rest } = await bot()
    const { id } = discord.leave(channel, { content: 'plain' })
    const edit = (body: object) => rest.patch(Routes.channelMessage(channel.id, id), { body })
    await expect(edit(shown(text('x')))).rejects.toThrow('content beside')
    await edit({ ...shown(text('x')), content: null, embeds: [] })
    await expect(edit({ content: 'plain' })).rejects.toThrow('content beside')
    await expect(edit({ content: 'plain', components: [], flags: 0 })).rejects.toThrow('never comes off')
    expect(discord.takeViolations()).toHaveLength(3)
  })

  test('responses to interactions', async () => {
    const { discord, channel, anna, bot } = await openStage()
    const client = await bot()
    const bodies: Record<string, object> = {
      'flags: 32768 cannot be set here': { type: 5, data: { flags: v2 } },
      'no message to update': { type: 7, data: { content: 'x' } },
      'does not answer this kind': { type: 8, data: { choices: [] } },
      'type: invalid_value': { type: 3 },
      'content: too_big': { type: 4, data: { content: 'x'.repeat(2001) } },
    }
    await client.application.commands.set([{ name: 'guide', description: 'Guide' }])
    const { promise: sent, resolve: allSent } = Promise.withResolvers<void>()
    client.on(Events.InteractionCreate, async ({ id, token }) => {
      for (const body of [...Object.values(bodies), { type: 4, data: { content: 'at last' } }])
        await client.rest.post(Routes.interactionCallback(id, token), { body, auth: false }).catch(() => undefined)
      allSent()
    })
    await expect(anna.slash(channel, 'guide')).rejects.toThrow('cannot be set here')
    await sent
    const problems = discord.takeViolations().map(({ problem }) => problem)
    expect(problems).toEqual(Object.keys(bodies).map((problem) => expect.stringContaining(problem)))
    expect(anna.sees(channel).map(({ text: said }) => said)).toEqual(['at last'])
  })

  test('a request that the fake does not know, and one without the token', async () => {
    const { discord, bot } = await openStage()
    const { rest } = await bot()
    await expect(rest.get('/voice/regions')).rejects.toMatchObject({ status: 404 })
    await expect(rest.get(Routes.user(), { auth: false })).rejects.toMatchObject({ status: 401 })
    expect(discord.takeViolations()).toMatchObject([{ request: 'GET /voice/regions' }])
  })

  test('closing fails by what was not expected, and so does waiting for an answer', async () => {
    const { discord, channel, anna, bot } = await openStage()
    const { rest } = await bot()
    const waiting = expect(anna.say(channel, 'hello')).rejects.toThrow('cannot be set here')
    await rest
      .post(Routes.channelMessages(channel.id), { body: { content: 'x', flags: Ephemeral } })
      .catch(() => undefined)
    await waiting
    await expect(discord.close()).rejects.toThrow('The bot broke a rule of Discord with POST /channels/')
    discord.takeViolations()
  })
})

test('what is as long as it may be is taken, counted in code points', async () => {
  const { channel, bot } = await openStage()
  const { rest } = await bot()
  const send = (body: object) => rest.post(Routes.channelMessages(channel.id), { body })
  await send({ content: '😀'.repeat(2000) })
  await send({ components: [row({ ...button('a'), label: '😀'.repeat(80) })] })
  await send(shown(text('簡'.repeat(3390))))
  await send(shown(...Array.from({ length: 20 }, (_, index) => row(button(`${index}`)))))
  expect(channel.messages.size).toBe(4)
})
