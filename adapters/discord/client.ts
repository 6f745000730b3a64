import { Client, Options, Partials } from 'discord.js'
import type { DiscordConfiguration } from './configuration.ts'
import { neededIntents, prefixIntent } from './intents.ts'

/** A client that keeps servers, channels and roles, by which it knows what is permitted, and nothing else. */
export function createClient({ api, shards }: DiscordConfiguration, withPrefix: boolean): Client {
  const nothing = Object.fromEntries(notKept.map((manager) => [manager, 0]))
  return new Client({
    intents: withPrefix ? [...neededIntents, prefixIntent] : neededIntents,
    // Direct messages come from channels that were not announced, edits and deletions of messages that were not kept.
    partials: [Partials.Channel, Partials.Message],
    makeCache: Options.cacheWithLimits({ ...nothing, GuildMemberManager: few, UserManager: few }),
    allowedMentions: { parse: [], repliedUser: false },
    rest: { api },
    ...(shards === 'auto' ? { shards } : { shardCount: shards }),
  })
}

/** Whoever just wrote, and the bot itself. */
const few = {
  maxSize: 10,
  keepOverLimit: ({ id, client }: { id: string; client: Client }) => id === client.user?.id,
}

const notKept = [
  ...['ApplicationCommandManager', 'ApplicationEmojiManager', 'AutoModerationRuleManager', 'BaseGuildEmojiManager'],
  ...['DMMessageManager', 'EntitlementManager', 'GuildBanManager', 'GuildEmojiManager', 'GuildForumThreadManager'],
  ...['GuildInviteManager', 'GuildMessageManager', 'GuildScheduledEventManager', 'GuildSoundboardSoundManager'],
  ...['GuildStickerManager', 'MessageManager', 'PresenceManager', 'ReactionManager', 'ReactionUserManager'],
  ...['StageInstanceManager', 'SubscriptionManager', 'ThreadMemberManager', 'VoiceStateManager'],
]
