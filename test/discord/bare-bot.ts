import {
  type ChatInputCommandInteraction,
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits as Intent,
  Partials,
} from 'discord.js'
import type { Discord } from './server/start-discord.ts'

/** What a bot listens to that reads messages without being mentioned. */
export const allIntents = [Intent.Guilds, Intent.GuildMessages, Intent.DirectMessages, Intent.MessageContent]

/** Logs the real client in, with nothing of ours on top, and waits until it is ready. */
export async function logIn(discord: Discord, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const client = new Client({
    intents: allIntents,
    partials: [Partials.Channel, Partials.Message],
    rest: { api: discord.api },
    ...options,
  })
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(discord.token)
  return ready
}

/** Answers every message with what it says, once. */
export function echo(client: Client<true>): Client<true> {
  return client.on(Events.MessageCreate, async (message) => {
    if (message.author.bot) return
    await message.reply({ content: `heard: ${message.content}`, nonce: message.id, enforceNonce: true })
  })
}

/** Answers slash commands. */
export function onSlash(client: Client<true>, answer: (interaction: ChatInputCommandInteraction) => Promise<unknown>) {
  return client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isChatInputCommand()) await answer(interaction)
  })
}
