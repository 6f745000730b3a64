import type { Session } from './gateway-session.ts'
import { canSee, isPresent } from './permissions.ts'
import { presentChannel, presentGuild, presentMember, presentMessage, presentRole } from './present.ts'
import type { Service } from './service.ts'
import type { Change, Channel, Guild, Message } from './world.ts'

/** An event as a session gets it, or nothing if its intents or permissions keep it away. */
export type Event = { readonly t: string; readonly d: unknown } | undefined

/** What a session is told of a change. */
export function eventOf(change: Change, session: Session, service: Service): Event {
  switch (change.kind) {
    case 'message-created':
      return messageEvent('MESSAGE_CREATE', change.message, session, service)
    case 'message-edited':
      return messageEvent('MESSAGE_UPDATE', change.message, session, service)
    case 'message-deleted':
      return messageDeleted(change.message, session, service)
    case 'channel-created':
      return channelEvent(change.channel, 'CREATE', session, service)
    case 'channel-edited':
      return channelEvent(change.channel, 'UPDATE', session, service)
    case 'channel-deleted':
      return channelEvent(change.channel, 'DELETE', session, service)
    case 'pins-changed':
      return canSee(change.channel, service.bot.id)
        ? { t: 'CHANNEL_PINS_UPDATE', d: whereOf(change.channel) }
        : undefined
    default:
      return session.has('Guilds') ? guildEvent(change, session, service) : undefined
  }
}

type GuildChange = Extract<Change, { readonly guild: Guild }>

function guildEvent(change: GuildChange, session: Session, { world, bot }: Service): Event {
  const { guild } = change
  if (!guild.members.has(bot.id) && change.kind !== 'guild-left') return undefined
  switch (change.kind) {
    case 'guild-joined':
      return { t: 'GUILD_CREATE', d: presentGuild(guild, (id) => world.users.get(id)) }
    case 'guild-left':
      return { t: 'GUILD_DELETE', d: { id: guild.id } }
    case 'role-created':
    case 'role-edited':
      return {
        t: `GUILD_ROLE_${change.kind === 'role-created' ? 'CREATE' : 'UPDATE'}`,
        d: { guild_id: guild.id, role: presentRole(change.role) },
      }
    case 'member-joined': {
      const [member] = presentMember(guild, change.user)
      return session.has('GuildMembers') ? { t: 'GUILD_MEMBER_ADD', d: { guild_id: guild.id, ...member } } : undefined
    }
  }
}

function channelEvent(
  channel: Channel,
  what: 'CREATE' | 'UPDATE' | 'DELETE',
  session: Session,
  { bot }: Service,
): Event {
  if (!channel.guild || !session.has('Guilds') || !isPresent(channel, bot.id)) return undefined
  return { t: `${channel.kind === 'thread' ? 'THREAD' : 'CHANNEL'}_${what}`, d: presentChannel(channel) }
}

function messageEvent(t: string, message: Message, session: Session, service: Service): Event {
  if (!hears(message, session, service)) return undefined
  const isSeen = (one: Message) => session.has('MessageContent') || isContentForBot(one, service.bot.id)
  return { t, d: presentMessage(message, isSeen) }
}

function messageDeleted(message: Message, session: Session, service: Service): Event {
  if (!hears(message, session, service)) return undefined
  const { channel_id, guild_id } = whereOf(message.channel)
  return { t: 'MESSAGE_DELETE', d: { id: message.id, channel_id, guild_id } }
}

function whereOf({ id, guild }: Channel) {
  return { channel_id: id, guild_id: guild?.id }
}

/** Private answers reach nobody's gateway. */
function hears({ channel, onlyFor }: Message, session: Session, { bot }: Service): boolean {
  const intent = channel.guild ? 'GuildMessages' : 'DirectMessages'
  return onlyFor === undefined && session.has(intent) && canSee(channel, bot.id)
}

/** Whether a bot without the message-content intent sees what a message says: its own, direct ones and its mentions. */
export function isContentForBot({ author, channel, mentions }: Message, botId: string): boolean {
  return author.id === botId || !channel.guild || mentions.some(({ id }) => id === botId)
}
