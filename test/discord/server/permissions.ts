import { PermissionFlagsBits } from 'discord.js'
import { ApiError } from './api-error.ts'
import type { Channel, Guild } from './world.ts'

const everything = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n)

/** What a member may do in a guild. */
export function permissionsInGuild(guild: Guild, userId: string): bigint {
  const roles = [guild.everyone, ...(guild.members.get(userId) ?? [])]
  const granted = roles.reduce((all, { permissions }) => all | permissions, 0n)
  return granted & PermissionFlagsBits.Administrator ? everything : granted
}

/** What somebody may do in a channel; where there is no guild, all that can be done there. */
export function permissionsIn(channel: Channel, userId: string, isBot: boolean): bigint {
  if (!channel.guild) return everything
  const granted = permissionsInGuild(channel.guild, userId)
  const denied = channel.denied | (channel.parent?.denied ?? 0n)
  return isBot && !(granted & PermissionFlagsBits.Administrator) ? granted & ~denied : granted
}

/** Whether the bot is a member of where a channel is. */
export function isPresent({ guild, people }: Channel, botId: string): boolean {
  return guild ? guild.members.has(botId) : people.some(({ id }) => id === botId)
}

/** Whether the bot can read a channel at all. */
export function canSee(channel: Channel, botId: string): boolean {
  return isPresent(channel, botId) && (permissionsIn(channel, botId, true) & PermissionFlagsBits.ViewChannel) !== 0n
}

/** Refuses what the bot may not do, as Discord words it. */
export function demand(channel: Channel, botId: string, permission = 0n): void {
  if (!canSee(channel, botId)) throw new ApiError(403, 50001, 'Missing Access')
  if ((permissionsIn(channel, botId, true) & permission) !== permission)
    throw new ApiError(403, 50013, 'Missing Permissions')
}

/** What sending takes in a channel. */
export function sendingIn(channel: Channel): bigint {
  return channel.kind === 'thread' ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages
}
