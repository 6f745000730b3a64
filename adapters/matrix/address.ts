import type { Message } from './event.ts'

/** Who the bot is in Matrix rooms, and what begins a command there. */
export interface Identity {
  readonly userId: string
  /** The name people see. */
  readonly name: string
  readonly prefix: string
}

/** What a message asks the bot, without how it calls it; undefined when it does not call the bot. */
export function askedIn({ text, mentions }: Message, { userId, name, prefix }: Identity): string | undefined {
  const typed = text.trim()
  if (beginsWith(typed, prefix)) return typed.slice(prefix.length).trim()
  const localpart = userId.slice(1, userId.indexOf(':'))
  const called = [userId, `@${name}`, name, `@${localpart}`, localpart].filter((one) => one.length > 1)
  const opening = called.find((one) => beginsWith(typed, one))
  if (opening !== undefined && (mentions.includes(userId) || /^\s*[:,]/.test(typed.slice(opening.length))))
    return typed.slice(opening.length).replace(/^\s*[:,]?\s*/, '')
  if (!mentions.includes(userId)) return undefined
  return called.reduce((rest, one) => rest.replace(one, ' '), typed).trim()
}

/** Whether a text begins with a word, in any case, that does not go on. */
function beginsWith(text: string, word: string): boolean {
  const next = text[word.length]
  return text.toLowerCase().startsWith(word.toLowerCase()) && (next === undefined || !/[\p{L}\p{N}_]/u.test(next))
}
