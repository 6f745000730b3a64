import { PermissionFlagsBits } from 'discord.js'

/**
 * What the bot may do in a server, no more than it needs to answer what is written there: see a channel, write in it and
 * in its threads, and reply, for which Discord asks that the history can be read. Slash commands, buttons and the message
 * menu need none of them: Discord carries those answers. Its own messages a bot may always edit and delete.
 * https://docs.discord.com/developers/topics/permissions
 */
export const neededPermissions = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.ReadMessageHistory,
] as const
