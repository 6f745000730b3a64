import { afterPrefix, letter, type Place } from '../../src/index.ts'
import type { Message } from './event.ts'

/** Who the bot is in Matrix rooms. */
export interface Identity {
  readonly userId: string
  /** The name people see. */
  readonly name: string
}

/** A room as the bot knows it. */
export function placeOf(room: string): Place {
  return { platform: 'matrix', id: room }
}

/** What people type to call the bot without its prefix. */
export function mentionOf({ name }: Identity): string {
  return `${name}:`
}

/**
 * What a message asks the bot, without how it calls it; undefined when it does not call the bot. Without a prefix only a
 * mention calls it.
 */
export function askedIn(
  { text, mentions }: Pick<Message, 'text' | 'mentions'>,
  { userId, name }: Identity,
  prefix: string | undefined,
): string | undefined {
  const typed = text.trim()
  const command = prefix === undefined ? undefined : afterPrefix(typed, prefix)
  if (command !== undefined) return command
  const localpart = userId.slice(1, userId.indexOf(':'))
  const calls = [userId, `@${name}`, name, `@${localpart}`, localpart]
    .filter((call) => call.length > 1)
    .toSorted((a, b) => b.length - a.length)
    .map((call) => find(call, typed))
    .filter((found) => found !== null)
  const opening = calls.find(({ index, 0: call }) => index === 0 && /^\s*[:,：，]/.test(typed.slice(call.length)))
  if (opening) return typed.slice(opening[0].length).replace(/^\s*[:,：，]\s*/, '')
  if (!mentions.includes(userId)) return undefined
  const [{ index, 0: call } = { index: 0, 0: '' }] = calls
  return `${typed.slice(0, index)} ${typed.slice(index + call.length)}`.trim()
}

/** Where a whole word stands first in a text, in any case; an @name that goes on with a server's is somebody else's. */
function find(word: string, text: string): RegExpExecArray | null {
  const more = word.startsWith('@') ? `${letter}|[.:][a-z\\d]` : letter
  const end = new RegExp(`${letter}$`, 'v').test(word) ? `(?!${more})` : ''
  return new RegExp(`(?<!${letter})${RegExp.escape(word)}${end}`, 'iv').exec(text)
}
