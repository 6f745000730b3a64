import type { Client } from 'discord.js'
import { onTestFinished } from 'vitest'
import { logIn } from './bare-bot.ts'
import { type DiscordOptions, startDiscord } from './server/start-discord.ts'

/** A Discord with a guild, a channel and anna in it, and a bot when it logs in; all end with the test. */
export async function openStage(options?: DiscordOptions) {
  const discord = await startDiscord(options)
  const guild = discord.guild('Privacy')
  const channel = discord.text(guild, 'general')
  const anna = discord.person('anna', 'it')
  discord.join(guild, anna)
  const clients: Client[] = []
  onTestFinished(async () => {
    await Promise.all(clients.map((client) => client.destroy()))
    await discord.close()
  })
  const bot = async (clientOptions?: Parameters<typeof logIn>[1]) => {
    const client = await logIn(discord, clientOptions)
    clients.push(client)
    return client
  }
  return { discord, guild, channel, anna, bot }
}
