import { EventEmitter } from 'node:events'
import type { APIEmbed, APIMessageTopLevelComponent, APIUser } from 'discord.js'
import { keepPrivate } from '../../support/privacy-watch.ts'
import type { Clock } from './clock.ts'
import { createSnowflakes } from './snowflakes.ts'

export interface Role {
  readonly id: string
  readonly name: string
  permissions: bigint
}

/** A guild; somebody is a member who has an entry in `members`, with the ids of their roles. */
export interface Guild {
  readonly id: string
  readonly name: string
  readonly locale: string
  readonly everyone: Role
  readonly roles: Role[]
  readonly members: Map<string, readonly Role[]>
  readonly channels: Channel[]
}

export type ChannelKind = 'text' | 'thread' | 'direct' | 'group'

export interface Channel {
  readonly id: string
  readonly kind: ChannelKind
  readonly name: string
  readonly guild?: Guild
  /** The channel that a thread belongs to. */
  readonly parent?: Channel
  /** Who talks in a direct or group message. */
  readonly people: readonly APIUser[]
  /** What the bot may not do here, whatever its roles say. */
  denied: bigint
  readonly messages: Map<string, Message>
  readonly pins: { readonly message: Message; readonly at: number }[]
}

/** What can be written and rewritten of a message. */
export interface Writing {
  content: string
  embeds: readonly APIEmbed[]
  components: readonly APIMessageTopLevelComponent[]
  flags: number
}

export interface Message extends Writing {
  readonly id: string
  readonly type: number
  readonly channel: Channel
  readonly author: APIUser
  readonly sentAt: number
  readonly nonce?: string | number
  readonly replyTo?: Message
  readonly forwarded?: Message
  /** The interaction that it answers. */
  readonly interaction?: { readonly id: string; readonly type: number; readonly user: APIUser }
  /** The only person who can see it. */
  readonly onlyFor?: string
  /** Names of those who were notified of it. */
  readonly notified: readonly string[]
  mentions: readonly APIUser[]
  editedAt?: number
}

/** What happened in the world. */
export type Change =
  | { readonly kind: 'message-created' | 'message-edited' | 'message-deleted'; readonly message: Message }
  | {
      readonly kind: 'channel-created' | 'channel-edited' | 'channel-deleted' | 'pins-changed'
      readonly channel: Channel
    }
  | { readonly kind: 'guild-joined' | 'guild-left'; readonly guild: Guild }
  | { readonly kind: 'member-joined'; readonly guild: Guild; readonly user: APIUser }
  | { readonly kind: 'role-created' | 'role-edited'; readonly guild: Guild; readonly role: Role }

/** The type of the message by which Discord says that somebody pinned another. */
export const pinMessage = 6

export type Draft = Partial<Omit<Message, 'id' | 'channel' | 'author' | 'sentAt'>>

/** Everybody and everything there is, and the events of what happens to it. */
export function createWorld(clock: Clock) {
  const ids = createSnowflakes(clock)
  const users = new Map<string, APIUser>()
  const guilds = new Map<string, Guild>()
  const channels = new Map<string, Channel>()
  const byNonce = new Map<string, Message>()
  const events = new EventEmitter<{ change: [Change] }>().setMaxListeners(0)
  const tell = (change: Change) => events.emit('change', change)

  const addChannel = (
    channel: Pick<Channel, 'kind' | 'name' | 'people'> & Pick<Partial<Channel>, 'guild' | 'parent'>,
  ): Channel => {
    const added: Channel = { ...channel, id: ids.next(), denied: 0n, messages: new Map(), pins: [] }
    channels.set(added.id, added)
    added.guild?.channels.push(added)
    tell({ kind: 'channel-created', channel: added })
    return added
  }

  const addMessage = (channel: Channel, author: APIUser, draft: Draft): Message => {
    const blank = { type: 0, content: '', embeds: [], components: [], flags: 0, mentions: [], notified: [] }
    const message = { ...blank, ...draft, id: ids.next(), channel, author, sentAt: clock.now() }
    channel.messages.set(message.id, message)
    if (!author.bot) keepPrivate(message.content)
    if (draft.nonce !== undefined) byNonce.set(`${author.id} ${draft.nonce}`, message)
    tell({ kind: 'message-created', message })
    return message
  }

  return {
    ids,
    users,
    guilds,
    channels,
    events,
    tell,
    addUser: (username: string, bot = false): APIUser => {
      const user = { id: ids.next(), username, discriminator: '0', global_name: null, avatar: null, bot }
      users.set(user.id, user)
      keepPrivate(user.id)
      return user
    },
    addRole: (guild: Guild, name: string, permissions: bigint): Role => {
      const role = { id: ids.next(), name, permissions }
      guild.roles.push(role)
      tell({ kind: 'role-created', guild, role })
      return role
    },
    addGuild: (name: string, locale: string, everyoneMay: bigint): Guild => {
      const id = ids.nextGuild()
      const everyone: Role = { id, name: '@everyone', permissions: everyoneMay }
      const guild: Guild = { id, name, locale, everyone, roles: [everyone], members: new Map(), channels: [] }
      guilds.set(id, guild)
      return guild
    },
    addChannel,
    dropChannel: (channel: Channel) => {
      channels.delete(channel.id)
      channel.guild?.channels.splice(channel.guild.channels.indexOf(channel), 1)
      tell({ kind: 'channel-deleted', channel })
    },
    /** The direct channel of a person and the bot, of which there is only one. */
    directChannel: (person: APIUser, bot: APIUser): Channel => {
      const isTheirs = ({ kind, people }: Channel) =>
        kind === 'direct' && people.includes(person) && people.includes(bot)
      return [...channels.values()].find(isTheirs) ?? addChannel({ kind: 'direct', name: '', people: [person, bot] })
    },
    addMessage,
    /** The latest message of somebody that bears a nonce. */
    withNonce: (author: APIUser, nonce: string | number) => byNonce.get(`${author.id} ${nonce}`),
    editMessage: (message: Message, writing: Partial<Writing & Pick<Message, 'mentions'>>) => {
      Object.assign(message, writing, { editedAt: clock.now() })
      if (!message.author.bot) keepPrivate(message.content)
      tell({ kind: 'message-edited', message })
    },
    pin: (message: Message, by: APIUser) => {
      const { channel } = message
      channel.pins.push({ message, at: clock.now() })
      tell({ kind: 'message-edited', message })
      tell({ kind: 'pins-changed', channel })
      addMessage(channel, by, { type: pinMessage, replyTo: message })
    },
    unpin: (message: Message) => {
      const { channel } = message
      const pinned = channel.pins.findIndex((pin) => pin.message === message)
      if (pinned < 0) return
      channel.pins.splice(pinned, 1)
      tell({ kind: 'message-edited', message })
      tell({ kind: 'pins-changed', channel })
    },
    deleteMessage: (message: Message) => {
      message.channel.messages.delete(message.id)
      const pinned = message.channel.pins.findIndex((pin) => pin.message === message)
      if (pinned >= 0) message.channel.pins.splice(pinned, 1)
      tell({ kind: 'message-deleted', message })
    },
  }
}

export type World = ReturnType<typeof createWorld>
