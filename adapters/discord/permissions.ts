import type { Channel, Guild } from 'discord.js'
import type { Bot } from '../../src/index.ts'

/**
 * What the bot may do in a server, no more than it needs to answer what is written there: see a channel, write in it and
 * in its threads, and reply, for which Discord asks that the history can be read. Slash commands, buttons and the message
 * menu need none of them: Discord carries those answers. Its own messages a bot may always edit and delete.
 * https://docs.discord.com/developers/topics/permissions
 */
export const neededPermissions = ['ViewChannel', 'SendMessages', 'SendMessagesInThreads', 'ReadMessageHistory'] as const

/** What seeing the messages and pins of a channel takes. */
export const reading = ['ViewChannel', 'ReadMessageHistory'] as const

/** What pinning cards takes beside that. */
export const pinning = 'PinMessages'

/** The name of a permission that the bot can use. */
export type NeededPermission = (typeof neededPermissions)[number] | typeof pinning

/** What sending takes in a channel. */
export function sendingIn(channel: Channel): NeededPermission {
  return channel.isThread() ? 'SendMessagesInThreads' : 'SendMessages'
}

/** Which permissions the bot lacks in a channel of a server, as far as it knows; what it wrongly believes, Discord refuses. */
export function lackingIn(
  channel: Channel,
  guild: Guild | null,
  wanted: readonly NeededPermission[],
): readonly NeededPermission[] {
  const me = guild?.members.me
  if (!me || channel.isDMBased()) return []
  const permissions = channel.permissionsFor(me)
  return wanted.filter((permission) => !permissions.has(permission))
}

/** Permissions as people find them in Discord's settings. */
export function namesOf(permissions: readonly NeededPermission[], bot: Bot, language: string): readonly string[] {
  return permissions.map((permission) => bot.say(`permission.${permission}`, language))
}
