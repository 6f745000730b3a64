import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PermissionFlagsBits } from 'discord.js'
import { createMessage } from '../../adapters/discord/message.ts'
import { describeAdapter } from '../contract/adapter-contract.ts'
import type { Call, Chat, Exchange } from '../contract/chat.ts'
import { startGuide } from './guide-on-discord.ts'
import { writingOf } from './message-faults.ts'
import { readMessage } from './server/read-message.ts'
import type { Seen } from './server/seen.ts'
import { startDiscord } from './server/start-discord.ts'
import type { Channel } from './server/world.ts'

describeAdapter('Discord', openDiscordChat)

/** How a message is typed so that it calls the bot, and where. */
interface Way {
  readonly channel: Channel
  readonly typed: (text: string) => string
}

/** A server with a moderator in it, who also writes to the bot directly. Discord refuses what is wrong, which fails the test. */
async function openDiscordChat(): Promise<Chat> {
  const discord = await startDiscord()
  const guild = discord.guild('Privacy')
  const shared = discord.text(guild, 'general')
  const anna = discord.person('anna')
  discord.join(guild, anna, PermissionFlagsBits.ManageMessages)
  const folder = await mkdtemp(join(tmpdir(), 'messenger-guide-'))
  const guide = await startGuide(discord, folder)

  const ways: Readonly<Record<Call, Way>> = {
    prefix: { channel: shared, typed: (text) => `!messenger ${text}` },
    mention: { channel: shared, typed: (text) => `<@${discord.bot.id}> ${text}` },
    direct: { channel: discord.direct(anna), typed: (text) => text },
  }
  const exchange = ({ channel, typed }: Way, answer: Seen): Exchange => {
    const question = answer.message.replyTo
    if (!question) throw new Error('The answer is no reply')
    return {
      text: answer.text,
      notified: answer.notified,
      faults: [],
      followUp: async (text) => {
        const asIs: Way = { channel, typed: (more) => more }
        return exchange(asIs, await anna.say(channel, text, answer))
      },
      edit: async (text) => exchange({ channel, typed }, await anna.edit(question, typed(text))),
      remove: () => anna.remove(question),
      reject: () => anna.pressAway(answer, answer.buttons.at(-1) ?? ''),
    }
  }
  const ask = async (text: string, by: Call) => {
    const way = ways[by]
    return exchange(way, await anna.say(way.channel, way.typed(text)))
  }
  return {
    longestMessage: 2000,
    reads: (answer, { text, by, bot }) => {
      const prefix = by === 'direct' ? {} : { prefix: bot.prefix({ platform: 'discord', id: shared.id }) }
      const delivery = { offers: bot.offers(answer), asker: anna.user.id, asked: text, ...prefix }
      return readMessage(writingOf(createMessage(answer, delivery))).text
    },
    ask,
    answersTo: async (text) => {
      const message = anna.post(shared, text)
      await ask('signal', 'prefix')
      return anna.sees(shared).filter((answer) => answer.message.replyTo === message).length
    },
    askAfterAll: async (text) => {
      const message = anna.post(shared, text)
      await ask('briar', 'prefix')
      return exchange(ways.prefix, await anna.edit(message, ways.prefix.typed(text)))
    },
    close: async () => {
      await guide.stop()
      await discord.close()
      await rm(folder, { recursive: true })
    },
  }
}
