import { type Message, MessageType } from 'discord.js'
import type { Request } from '../../src/index.ts'
import type { Store } from './store.ts'

/** By what people call the bot. */
export interface Calls {
  /** The id of the bot's account. */
  readonly me: string
  readonly prefix: string
}

/** What a message asks the bot, and what the answer that it replies to was about; undefined when it is not for the bot. */
export function questionIn(
  message: Message,
  { me, prefix }: Calls,
  store: Store,
): Pick<Request, 'text' | 'replyTo'> | undefined {
  const { author, type, content, reference } = message
  if (author.bot || (type !== MessageType.Default && type !== MessageType.Reply)) return undefined
  const replied = reference?.messageId ? store.answered({ answer: reference.messageId }) : undefined
  const called = calledIn(content, me, prefix)
  // In a server the text of a message that neither mentions the bot nor has a prefix may be hidden from it.
  const text = called ?? (!message.guildId || (replied && content !== '') ? content : undefined)
  return text === undefined ? undefined : { text, ...(replied ? { replyTo: replied.about } : {}) }
}

/** What is said to the bot by its prefix or a mention, without these. */
function calledIn(content: string, me: string, prefix: string): string | undefined {
  const typed = content.trim()
  const [first = ''] = typed.split(/\s/, 1)
  if (first.toLowerCase() === prefix.toLowerCase()) return typed.slice(prefix.length).trim()
  const mention = new RegExp(`<@!?${me}>[:,：，]?`)
  return mention.test(typed) ? typed.replace(mention, ' ').trim() : undefined
}
