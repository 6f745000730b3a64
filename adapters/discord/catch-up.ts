import { type Message, SnowflakeUtil, type TextBasedChannel } from 'discord.js'
import type { Messages } from './messages.ts'
import { lackingIn } from './permissions.ts'
import { questionIn } from './question.ts'
import { describeFailure, persist } from './requests.ts'
import type { Tools } from './tools.ts'
import type { Work } from './work.ts'

/** Of the questions asked in a channel while the bot was away it answers at most so many, the latest. */
const mostMissed = 20

/**
 * Answers what was asked while nobody listened. Discord does not tell what was missed, but which message is the last one of
 * each channel; only where that is recent are messages asked for.
 */
export async function catchUp(
  tools: Tools & { readonly work: Work; readonly messages: Messages },
  channels: Iterable<TextBasedChannel>,
  since: number,
): Promise<void> {
  const { client, store, calls, work, messages, patience, log } = tools
  for (const channel of channels) {
    if (patience.signal.aborted) return
    try {
      const after = String(SnowflakeUtil.generate({ timestamp: since }))
      const found = await persist(() => channel.messages.fetch({ after, limit: 100, cache: false }), patience)
      const answered = new Set(
        found.filter(({ author }) => author.id === client.user?.id).map(({ reference }) => reference?.messageId),
      )
      const isMissed = (message: Message) =>
        !answered.has(message.id) && questionIn(message, calls, store) !== undefined
      const missed = [...found.values()].reverse().filter(isMissed)
      for (const message of missed.slice(-mostMissed)) work.do(message.id, () => messages.answer(message))
    } catch (error) {
      if (!patience.signal.aborted)
        log('warn', `What was asked in a channel meanwhile is not known: ${describeFailure(error)}.`)
    }
  }
}

/** The channels of a shard in which something was said since a time, and may be read. */
export function recentChannels({ client }: Tools, shard: number, since: number): readonly TextBasedChannel[] {
  return [...client.channels.cache.values()].filter(
    (channel) =>
      channel.isTextBased() &&
      !channel.isDMBased() &&
      channel.guild.shardId === shard &&
      channel.lastMessageId !== null &&
      SnowflakeUtil.timestampFrom(channel.lastMessageId) >= since &&
      lackingIn(channel, channel.guild, ['ViewChannel', 'ReadMessageHistory']).length === 0,
  ) as TextBasedChannel[]
}
