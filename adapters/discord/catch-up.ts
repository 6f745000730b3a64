import { type Message, SnowflakeUtil, type TextBasedChannel } from 'discord.js'
import type { Messages } from './messages.ts'
import { lackingIn, reading } from './permissions.ts'
import { questionIn } from './question.ts'
import { describeFailure, type Patience, persist } from './requests.ts'
import type { Tools } from './tools.ts'
import type { Work } from './work.ts'

/** Of the questions asked in a channel while the bot was away it answers at most so many, the latest. */
const mostMissed = 20

/** Messages that Discord gives at once, and how often it is asked for the ones before in a channel. */
const pageLength = 100
const mostPages = 20

/**
 * Answers what was asked while nobody listened. Discord does not tell what was missed, but which message is the last one of
 * each channel; only where that is recent are messages asked for.
 */
export async function catchUp(
  tools: Tools & { readonly work: Work; readonly messages: Messages; readonly undone: ReadonlySet<string> },
  channels: Iterable<TextBasedChannel>,
  since: number,
): Promise<void> {
  const { client, work, messages, undone, patience, log } = tools
  for (const channel of channels) {
    if (patience.signal.aborted) return
    try {
      const found = await writtenSince(channel, since, patience)
      const answered = new Set(
        found.filter(({ author }) => author.id === client.user?.id).map(({ reference }) => reference?.messageId),
      )
      const isMissed = (message: Message) => !answered.has(message.id) && questionIn(message, tools) !== undefined
      // What was taken on is owed; only of what nobody heard the latest must do.
      const isDue = ({ id }: Message, place: number) => place < mostMissed || undone.has(id)
      const due = found.filter(isMissed).filter(isDue).reverse()
      for (const message of due) work.do(message.id, () => messages.answer(message))
    } catch (error) {
      if (!patience.signal.aborted)
        log('warn', 'What was asked in a channel meanwhile is not known: {reason}.', { reason: describeFailure(error) })
    }
  }
}

/** What was written in a channel since a time, the latest first. */
async function writtenSince(channel: TextBasedChannel, since: number, patience: Patience): Promise<Message[]> {
  const found: Message[] = []
  for (let page = 0; page < mostPages; page++) {
    const before = found.at(-1)?.id
    const options = { limit: pageLength, cache: false, ...(before === undefined ? {} : { before }) }
    const written = [...(await persist(() => channel.messages.fetch(options), patience)).values()]
    const recent = written.filter(({ createdTimestamp }) => createdTimestamp >= since)
    found.push(...recent)
    if (recent.length < pageLength) break
  }
  return found
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
      lackingIn(channel, channel.guild, reading).length === 0,
  ) as TextBasedChannel[]
}
