import { PermissionFlagsBits } from 'discord.js'
import type { Person } from './person.ts'
import { botRole } from './present.ts'
import type { Service } from './service.ts'
import type { Channel, Guild } from './world.ts'

const { ViewChannel, SendMessages, SendMessagesInThreads, ReadMessageHistory, EmbedLinks, PinMessages } =
  PermissionFlagsBits

/** What members may do without a role. */
const everyoneMay = ViewChannel | PermissionFlagsBits.UseApplicationCommands

/** What the bot may do where a test says nothing else. */
const usualPermissions =
  ViewChannel | SendMessages | SendMessagesInThreads | ReadMessageHistory | EmbedLinks | PinMessages

/** How a guild is set up. */
export interface GuildOptions {
  readonly locale?: string
  /** What the bot may do in it; null if it is no member. */
  readonly bot?: bigint | null
}

/** Makes the places in which people and the bot meet. */
export function createPlaces({ world, bot }: Service) {
  return {
    guild: (name: string, { locale = 'en-US', bot: permissions = usualPermissions }: GuildOptions = {}): Guild => {
      const guild = world.addGuild(name, locale, everyoneMay)
      if (permissions === null) return guild
      guild.members.set(bot.id, [world.addRole(guild, botRole, permissions)])
      world.tell({ kind: 'guild-joined', guild })
      return guild
    },
    /** Makes a person a member, with permissions of their own. */
    join: (guild: Guild, { user }: Person, permissions = 0n) => {
      guild.members.set(user.id, [world.addRole(guild, user.username, permissions)])
      world.tell({ kind: 'member-joined', guild, user })
    },
    text: (guild: Guild, name: string) => world.addChannel({ kind: 'text', name, guild, people: [] }),
    thread: (parent: Channel & { readonly guild: Guild }, name: string) =>
      world.addChannel({ kind: 'thread', name, guild: parent.guild, parent, people: [] }),
    /** Deletes a channel with all that was written in it. */
    drop: (channel: Channel) => world.dropChannel(channel),
    /** The direct messages of a person and the bot. */
    direct: ({ user }: Person) => world.directChannel(user, bot),
    /** A group, or with one person and a friend their direct messages, where the bot is only what people brought. */
    group: (...people: readonly Person[]) =>
      world.addChannel({ kind: 'group', name: 'group', people: people.map(({ user }) => user) }),
    /** Changes what the bot's role allows in a guild. */
    allow: (guild: Guild, permissions: bigint) => {
      const role = guild.roles.find(({ name }) => name === botRole)
      if (!role) throw new Error(`The bot is not in ${guild.name}`)
      role.permissions = permissions
      world.tell({ kind: 'role-edited', guild, role })
    },
    /** Denies the bot some permissions in one channel. */
    deny: (channel: Channel, permissions: bigint) => {
      channel.denied = permissions
      world.tell({ kind: 'channel-edited', channel })
    },
  }
}
