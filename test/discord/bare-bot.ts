import { Client, type ClientOptions, Events, GatewayIntentBits as Intent, Partials } from 'discord.js'
import type { Discord } from './server/start-discord.ts'

const intents = [Intent.Guilds, Intent.GuildMessages, Intent.DirectMessages, Intent.MessageContent]

/** Logs the real client in, with nothing of ours on top, and waits until it is ready. */
export async function logIn(discord: Discord, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const client = new Client({
    intents,
    partials: [Partials.Channel, Partials.Message],
    allowedMentions: { parse: [], repliedUser: true },
    rest: { api: discord.api, retries: 3 },
    ...options,
  })
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(discord.token)
  return ready
}
