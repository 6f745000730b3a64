import {
  type ChatInputCommandInteraction,
  type Client,
  ContainerBuilder,
  DiscordAPIError,
  Events,
  type Interaction,
  type Message,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js'
import { afterEach, describe, expect, test } from 'vitest'
import { logIn } from './bare-bot.ts'
import { type Discord, type DiscordOptions, startDiscord } from './server/start-discord.ts'

const send = 'POST /channels/:channel/messages'
const callback = 'POST /interactions/:interaction/:token/callback'

let closing: (() => Promise<void>)[] = []
afterEach(async () => {
  const all = closing
  closing = []
  for (const close of all) await close()
})

async function open(options?: DiscordOptions) {
  const discord = await startDiscord(options)
  const guild = discord.guild('Privacy')
  const channel = discord.text(guild, 'general')
  const anna = discord.person('anna', 'it')
  discord.join(guild, anna)
  closing.push(discord.close)
  return { discord, guild, channel, anna }
}

async function bot(discord: Discord, options?: Parameters<typeof logIn>[1]): Promise<Client<true>> {
  const client = await logIn(discord, options)
  closing.unshift(() => client.destroy())
  return client
}

/** A bot that echoes what it is told, with a nonce as ours has. */
async function echo(discord: Discord, options?: Parameters<typeof logIn>[1]) {
  const client = await bot(discord, options)
  client.on(Events.MessageCreate, async (message) => {
    if (!message.author.bot) await message.reply({ content: `> ${message.content}`, ...once(message) })
  })
  return client
}

const once = ({ id }: Message) => ({ nonce: id, enforceNonce: true })

describe('messages', () => {
  test('a message is answered, and who is notified can be seen', async () => {
    const { discord, channel, anna } = await open()
    await echo(discord)
    const answer = await anna.say(channel, 'hello')
    expect(answer).toMatchObject({ text: 'hello', private: false, notified: ['anna'] })
    expect(answer.message.replyTo?.content).toBe('hello')
  })
})
