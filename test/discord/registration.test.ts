import { REST } from 'discord.js'
import { expect, onTestFinished, test } from 'vitest'
import { declareCommands, menuName } from '../../adapters/discord/declaration.ts'
import { registerCommands } from '../../adapters/discord/registration.ts'
import { orProblem } from '../../adapters/discord/requests.ts'
import { openRoom } from '../support/guide.ts'
import { startDiscord } from './server/start-discord.ts'

const { bot } = openRoom()
const declaration = declareCommands(bot)

/** A Discord, and how the bot registers there. */
async function openDiscord() {
  const discord = await startDiscord()
  onTestFinished(() => discord.close())
  const register = (commands = declaration, token = discord.token) =>
    registerCommands(new REST({ api: discord.api, retries: 0 }).setToken(token), discord.bot.id, commands)
  return { discord, register }
}

test('commands are registered once, and again only when the declaration changed', async () => {
  const { discord, register } = await openDiscord()
  expect(await register()).toBe(true)
  expect(await register()).toBe(false)
  expect(discord.commands.registrations).toBe(1)

  const [slash, menu] = structuredClone(declaration) as { description_localizations?: Record<string, string> }[]
  if (slash?.description_localizations) slash.description_localizations.it = 'Tutto cambia'
  const changed = [slash, menu] as typeof declaration
  expect(await register(changed)).toBe(true)
  expect(await register(changed)).toBe(false)
  expect(await register(declaration.slice(0, 1))).toBe(true)
  expect(discord.commands.registrations).toBe(3)
  expect(discord.commands.all()).toHaveLength(1)
})

test('they are registered again when somebody took something away, and what Discord adds changes nothing', async () => {
  const { discord, register } = await openDiscord()
  await register()
  const [slash] = discord.commands.all()
  discord.commands.change(slash?.id ?? '', { options: slash?.options?.slice(1) ?? [] })
  expect(await register()).toBe(true)
  discord.commands.change(slash?.id ?? '', { choices: null, name_localizations: {} })
  expect(await register()).toBe(false)
})

test('people find every command, and the menu of a message', async () => {
  const { discord, register } = await openDiscord()
  await register()
  expect(discord.commands.all().map(({ name }) => name)).toEqual(['messenger', menuName(bot)])
})

test('a token that Discord does not know, and a Discord that is not there, are said in one line', async () => {
  const { discord, register } = await openDiscord()
  await expect(orProblem('register', register(declaration, 'wrong'))).rejects.toMatchObject({
    name: 'DiscordProblem',
    message: expect.stringContaining('DISCORD_TOKEN'),
  })
  const nowhere = new REST({ api: 'http://127.0.0.1:1/api', retries: 0 }).setToken(discord.token)
  const registered = registerCommands(nowhere, discord.bot.id, declaration)
  await expect(orProblem('register the commands', registered)).rejects.toMatchObject({
    name: 'DiscordProblem',
    message: expect.stringMatching(/^Discord did not register the commands \(.*ECONNREFUSED.*\)/),
  })
})
