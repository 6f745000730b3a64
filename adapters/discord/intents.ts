import { type APIApplication, ApplicationFlags, GatewayIntentBits } from 'discord.js'

/**
 * What Discord tells the bot of: the channels of a server and what it may do there, and messages there and in direct
 * chats. Their text comes along where the bot is mentioned or written to directly.
 * https://docs.discord.com/developers/events/gateway#gateway-intents
 */
export const neededIntents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
] as const

/** The text of all other messages, without which a prefix cannot be seen. Privileged: switched on in the developer portal. */
export const prefixIntent = GatewayIntentBits.MessageContent

/** Whether an application was given that intent. */
export function mayReadText({ flags }: APIApplication): boolean {
  return (flags & (ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited)) !== 0
}
