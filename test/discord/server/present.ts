import type { APIUser } from 'discord.js'
import { permissionsInGuild } from './permissions.ts'
import type { Channel, Guild, Message, Role } from './world.ts'

const channelTypes = { text: 0, direct: 1, group: 3, thread: 11 } as const
const time = (at: number) => new Date(at).toISOString()

/** A guild as GUILD_CREATE tells of it. */
export function presentGuild(guild: Guild, userOf: (id: string) => APIUser | undefined) {
  const { id, name, locale, roles, members, channels } = guild
  const of = (kinds: readonly Channel['kind'][]) =>
    channels.filter(({ kind }) => kinds.includes(kind)).map((channel) => presentChannel(channel))
  return {
    id,
    name,
    preferred_locale: locale,
    owner_id: '0',
    roles: roles.map(presentRole),
    members: [...members.keys()].flatMap((user) => presentMember(guild, userOf(user))),
    member_count: members.size,
    channels: of(['text']),
    threads: of(['thread']),
    joined_at: time(0),
    unavailable: false,
    large: false,
    features: [],
    emojis: [],
    stickers: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}

export function presentRole({ id, name, permissions }: Role) {
  return { id, name, permissions: String(permissions), color: 0, hoist: false, position: 0, managed: false, flags: 0 }
}

export function presentMember(guild: Guild, user: APIUser | undefined) {
  const roles = user && guild.members.get(user.id)
  if (!roles) return []
  const member = { user, nick: user.global_name, roles: roles.map(({ id }) => id) }
  return [{ ...member, joined_at: time(0), deaf: false, mute: false, flags: 0 }]
}

/** A member as an interaction names them, with what they may do. */
export function presentActingMember(guild: Guild, user: APIUser) {
  const [member] = presentMember(guild, user)
  return { ...member, user, permissions: String(permissionsInGuild(guild, user.id)) }
}

export function presentChannel({ id, kind, name, guild, parent, people, denied, messages }: Channel) {
  const last = [...messages.values()].findLast(({ onlyFor }) => onlyFor === undefined)
  const own = { id, type: channelTypes[kind], last_message_id: last?.id ?? null }
  if (!guild) return { ...own, recipients: people }
  const inGuild = { ...own, name, guild_id: guild.id, position: 0, flags: 0 }
  if (!parent) return { ...inGuild, permission_overwrites: overwrites(guild, denied) }
  const metadata = { archived: false, auto_archive_duration: 60, archive_timestamp: time(0), locked: false }
  return { ...inGuild, parent_id: parent.id, thread_metadata: metadata, message_count: 0, member_count: 1 }
}

/** What only the bot is denied is denied to its role. */
function overwrites(guild: Guild, denied: bigint) {
  const role = guild.roles.find(({ name }) => name === botRole)
  return role && denied ? [{ id: role.id, type: 0, allow: '0', deny: String(denied) }] : []
}

/** The role that gives the bot its permissions in a guild. */
export const botRole = 'Bot'

/** A message as Discord sends it; `seen` tells of which its content may be seen. */
export function presentMessage(
  message: Message,
  seen: (message: Message) => boolean = () => true,
  withReply = true,
): object {
  const { channel, author, replyTo, forwarded, interaction, nonce } = message
  const { content, embeds, components } = seen(message) ? message : { content: '', embeds: [], components: [] }
  const { guild } = channel
  return {
    id: message.id,
    type: message.type,
    channel_id: channel.id,
    channel_type: channelTypes[channel.kind],
    author,
    content,
    embeds,
    components,
    flags: message.flags,
    mentions: message.mentions,
    mention_roles: [],
    mention_everyone: message.notified.includes('@everyone'),
    attachments: [],
    timestamp: time(message.sentAt),
    edited_timestamp: message.editedAt ? time(message.editedAt) : null,
    pinned: channel.pins.some((pin) => pin.message === message),
    tts: false,
    ...(nonce === undefined ? {} : { nonce }),
    ...(interaction ? { interaction_metadata: presentCause(interaction), application_id: author.id } : {}),
    ...(replyTo && withReply ? presentReply(replyTo, channel, seen) : {}),
    ...(forwarded ? presentForward(forwarded) : {}),
    ...(guild ? { guild_id: guild.id, ...presentAuthor(guild, author) } : {}),
  }
}

function presentCause({ id, type, user }: NonNullable<Message['interaction']>) {
  return { id, type, user, authorizing_integration_owners: {} }
}

function presentReply(replyTo: Message, channel: Channel, seen: (message: Message) => boolean) {
  const stillThere = channel.messages.has(replyTo.id)
  return {
    message_reference: { type: 0, message_id: replyTo.id, channel_id: channel.id, guild_id: channel.guild?.id },
    referenced_message: stillThere ? presentMessage(replyTo, seen, false) : null,
  }
}

function presentForward({ id, type, channel, content, embeds, components, flags, sentAt }: Message) {
  const said = { type, content, embeds, components, flags, attachments: [], mentions: [], mention_roles: [] }
  return {
    message_reference: { type: 1, message_id: id, channel_id: channel.id, guild_id: channel.guild?.id },
    message_snapshots: [{ message: { ...said, timestamp: time(sentAt), edited_timestamp: null } }],
  }
}

function presentAuthor(guild: Guild, author: APIUser) {
  const [member] = presentMember(guild, author)
  if (!member) return {}
  const { user: _, ...rest } = member
  return { member: rest }
}
