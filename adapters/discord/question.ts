import { type Message, MessageType } from 'discord.js'
import { afterPrefix, type Bot, type Request } from '../../src/index.ts'
import { placeOf } from './place.ts'
import type { Store } from './store.ts'

/** What tells whether a message is for the bot: how it is called, what it answered before, and the id of its account. */
export interface Calls {
  readonly bot: Pick<Bot, 'prefix' | 'listens'>
  readonly store: Store
  readonly me: string
}

/** What a message asks the bot, and what the answer that it replies to was about; undefined when it is not for the bot. */
export function questionIn(message: Message, calls: Calls): Pick<Request, 'text' | 'replyTo'> | undefined {
  const { author, type, content, reference } = message
  if (author.bot || (type !== MessageType.Default && type !== MessageType.Reply)) return undefined
  const replied = reference?.messageId ? calls.store.answered({ answer: reference.messageId }) : undefined
  const called = calledIn(message, calls)
  // In a server the text of a message that neither mentions the bot nor has a prefix may be hidden from it.
  const addressed = called ?? (replied && content !== '' ? ({ by: 'mention', text: content } as const) : undefined)
  const replyTo = replied ? { replyTo: replied.about } : {}
  if (!message.guildId) return { text: addressed?.text ?? content, ...replyTo }
  return addressed && listens(message, calls, addressed.by) ? { text: addressed.text, ...replyTo } : undefined
}

type By = Parameters<Bot['listens']>[1]

/** What is said to the bot by its prefix or a mention, without these. */
function calledIn(message: Message, { bot, me }: Calls): { readonly by: By; readonly text: string } | undefined {
  const typed = message.content.trim()
  const command = afterPrefix(typed, bot.prefix(placeOf(message)))
  if (command !== undefined) return { by: 'prefix', text: command }
  const mention = new RegExp(`<@!?${me}>[:,：，]?`)
  return mention.test(typed) ? { by: 'mention', text: typed.replace(mention, ' ').trim() } : undefined
}

/** Where the bot listens in a channel, it does in its threads. */
function listens({ channel, channelId, guildId }: Message, { bot }: Calls, by: By): boolean {
  const around = channel.isThread() && channel.parentId !== null ? [channel.parentId] : []
  return [channelId, ...around].some((id) => bot.listens(placeOf({ channelId: id, guildId }), by))
}
