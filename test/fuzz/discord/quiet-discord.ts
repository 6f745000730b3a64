import { type Client, ClientUser, DiscordAPIError, PermissionFlagsBits } from 'discord.js'
import { createClient } from '../../../adapters/discord/client.ts'
import { discordConfiguration } from '../../../adapters/discord/configuration.ts'
import { messageProblems } from '../../discord/server/rules/message.ts'
import { callbackSchema, schemaProblems, schemas } from '../../discord/server/schema.ts'
import type { Writing } from '../../discord/server/world.ts'
import { expectNothing } from '../entrance.ts'
import { expectInertComponents } from '../inert.ts'

/** Ids of what is always there. */
export const ids = {
  ...{ bot: '100000000000000001', anna: '100000000000000002', guild: '100000000000000003' },
  ...{ text: '100000000000000004', thread: '100000000000000005', direct: '100000000000000006' },
}

/** A request of the bot. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly body?: SentBody
}

type SentBody = Partial<Writing> & { readonly type?: number; readonly data?: Partial<Writing> }

/** A client without a connection, whose requests are checked and kept. */
export interface QuietDiscord {
  readonly client: Client
  readonly sent: Sent[]
  /** What is wrong with requests. */
  readonly wrong: Error[]
  /** Whether Discord refuses everything. */
  refuses: boolean
  /** Lets an event of the gateway come in. */
  tell(name: string, data: object): void
  /** An id that was not given before. */
  nextId(): string
}

const user = (id: string, name: string, bot = false) => ({ id, username: name, discriminator: '0', avatar: null, bot })
export const anna = user(ids.anna, 'anna')
const role = { color: 0, hoist: false, position: 0, managed: false, flags: 0, name: 'everyone' }
const channel = { position: 0, flags: 0, last_message_id: null, permission_overwrites: [] }
const lists = ['emojis', 'stickers', 'presences', 'voice_states', 'stage_instances', 'guild_scheduled_events']

/** A server with a channel and a thread in it, where everybody may do everything. */
const guild = {
  ...{ id: ids.guild, name: 'Privacy', preferred_locale: 'en-US', owner_id: '0', member_count: 2, features: [] },
  ...Object.fromEntries(lists.map((name) => [name, []])),
  roles: [{ ...role, id: ids.guild, permissions: String(PermissionFlagsBits.Administrator) }],
  members: [{ user: user(ids.bot, 'guide', true), roles: [], joined_at: '2020-01-01T00:00:00Z', flags: 0 }],
  channels: [{ ...channel, id: ids.text, type: 0, name: 'general', guild_id: ids.guild }],
  threads: [{ ...channel, id: ids.thread, type: 11, name: 'thread', guild_id: ids.guild, parent_id: ids.text }],
}

/** Opens a client that believes that it is connected. */
export function openQuietDiscord(now: number): QuietDiscord {
  const client = createClient(discordConfiguration.parse({}), true)
  // What logging in does.
  client.user = Reflect.construct(ClientUser, [client, user(ids.bot, 'guide', true)])
  const { actions, guilds } = client as unknown as { actions: Actions; guilds: { _add(data: object): void } }
  guilds._add(guild)
  let given = 0n
  const nextId = () => String((BigInt(now - 1_420_070_400_000) << 22n) + ++given)
  const quiet: QuietDiscord = {
    ...{ client, sent: [], wrong: [], refuses: false, nextId },
    tell: (name, data) => {
      const { old, updated } = actions[name]?.handle(data) ?? {}
      if (name === 'MessageUpdate' && old) client.emit('messageUpdate', old as never, updated as never)
    },
  }
  client.rest.request = async ({ method, fullRoute: path, body }) => {
    quiet.sent.push({ method, path, ...(body === undefined ? {} : { body: body as SentBody }) })
    try {
      check(path, method, (body ?? {}) as SentBody)
    } catch (error) {
      quiet.wrong.push(error as Error)
    }
    if (quiet.refuses)
      throw new DiscordAPIError({ code: 50_013, message: 'Missing Permissions' }, 50_013, 403, method, path, {
        body,
        files: undefined,
      })
    return responseTo(method, path, nextId)
  }
  return quiet
}

type Actions = Readonly<Record<string, { handle(data: object): { old?: object; updated?: object } | undefined }>>

function check(path: string, method: string, body: SentBody): void {
  if (path.endsWith('/callback')) {
    expectNothing('Discord refuses the response', schemaProblems(callbackSchema(body.type ?? 0), body))
    if (body.data?.components) checkMessage(body.data)
  } else if (method === 'POST' && path.endsWith('/messages')) {
    expectNothing('Discord refuses the message', schemaProblems(schemas.messageCreate, body))
    checkMessage(body)
  } else if (body.components) checkMessage(body)
}

function checkMessage({ components = [], flags = 0, ...more }: Partial<Writing>): void {
  expectNothing('Discord refuses', messageProblems({ content: '', embeds: [], components, flags }))
  expectInertComponents(
    { allowed_mentions: { parse: [] }, ...more, components, flags: flags & (1 << 15) } as never,
    false,
  )
}

function responseTo(method: string, path: string, nextId: () => string): object {
  if (path.endsWith('/callback')) return { resource: { message: { id: nextId(), flags: 0 } } }
  if (method === 'GET' && path.endsWith('/messages')) return []
  if (path.endsWith('/messages/pins')) return { items: [], has_more: false }
  if (path.includes('/members/')) return { user: anna, roles: [], joined_at: '2020-01-01T00:00:00Z', flags: 0 }
  return { id: nextId() }
}
