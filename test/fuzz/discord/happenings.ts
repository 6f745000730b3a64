import { PermissionFlagsBits } from 'discord.js'
import fc from 'fast-check'
import type { Bot } from '../../../src/index.ts'
import type { Typing } from '../typed.ts'
import { anna, ids } from './quiet-discord.ts'

/** Something that the gateway tells: by which of its actions, and with what beside an id and a place. */
export interface Happening {
  readonly action: 'MessageCreate' | 'MessageUpdate' | 'MessageDelete' | 'InteractionCreate'
  readonly data: Readonly<Record<string, unknown>>
  readonly where: 'text' | 'thread' | 'direct'
  readonly moderates: boolean
  /** Whether it is about the message before: replies to its answer, edits it, presses something on it. */
  readonly goesOn: boolean
}

/** Everything that people can have the gateway tell: messages, edits, slash commands, what is typed into them, buttons, menus. */
export function happenings(bot: Bot, typing: Typing): fc.Arbitrary<Happening> {
  const places = { where: fc.constantFrom('text', 'thread', 'direct'), moderates: fc.boolean(), goesOn: fc.boolean() }
  const happens = (action: Happening['action'], data: fc.Arbitrary<object>): fc.Arbitrary<Happening> =>
    fc.record({ action: fc.constant(action), data, ...places }) as fc.Arbitrary<Happening>
  const interacts = (type: number, data: fc.Arbitrary<object>) =>
    happens(
      'InteractionCreate',
      fc.tuple(data, locale).map(([data, locale]) => ({ type, data, locale })),
    )
  const { anything, command, known } = typing
  const written = contents(typing)
  const slash = slashData(bot, typing)
  const id = customIds(bot, typing)
  const menu = fc.record({
    custom_id: id,
    component_type: fc.constantFrom(3, 5, 6, 7, 8),
    values: fc.array(id, { maxLength: 2 }),
  })
  const menuName = bot.say('mentioned.menu', 'en')
  const target = written.map((written) => ({
    ...{ type: 3, id: '1', name: menuName, target_id: ids.bot },
    resolved: { messages: { [ids.bot]: { ...written, id: ids.bot, channel_id: ids.text, author: anna } } },
  }))
  const called = fc
    .tuple(fc.constantFrom('!messenger ', `<@${ids.bot}> `, ''), fc.oneof(command, anything, known))
    .map((parts) => ({ ...said, content: parts.join('') }))
  return fc.oneof(
    { weight: 6, arbitrary: happens('MessageCreate', fc.oneof(called, written)) },
    { weight: 2, arbitrary: happens('MessageUpdate', fc.oneof(called, written).map(edited)) },
    { weight: 1, arbitrary: happens('MessageDelete', fc.constant({})) },
    { weight: 6, arbitrary: interacts(2, slash) },
    { weight: 3, arbitrary: interacts(4, slash) },
    {
      weight: 4,
      arbitrary: interacts(
        3,
        id.map((custom_id) => ({ custom_id, component_type: 2 })),
      ),
    },
    { weight: 2, arbitrary: interacts(3, menu) },
    { weight: 1, arbitrary: interacts(2, target) },
    { weight: 1, arbitrary: interacts(5, fc.constant({ custom_id: 'x', components: [] })) },
  )
}

const locale = fc.constantFrom('en-US', 'it', 'zh-TW', 'he', 'xx', '')

/** What every message carries. */
const said = {
  ...{ type: 0, author: anna, embeds: [], components: [], attachments: [], mentions: [], mention_roles: [], flags: 0 },
  ...{ timestamp: '2024-12-01T00:00:00Z', edited_timestamp: null, tts: false, pinned: false, mention_everyone: false },
}

const edited = (message: object) => ({ ...message, edited_timestamp: '2024-12-01T00:00:01Z' })

/** Messages with anything in their text, embeds and components, and with what they forward. */
function contents({ anything, known }: Typing): fc.Arbitrary<object> {
  const words = fc.oneof(anything, known)
  const embed = fc.record({
    title: words,
    description: words,
    fields: fc.array(fc.record({ name: words, value: words }), { maxLength: 2 }),
  })
  const { component } = fc.letrec<{ component: object }>((tie) => ({
    component: fc.oneof(
      { maxDepth: 3 },
      fc.record({ type: fc.constant(10), content: words }),
      fc.record({ type: fc.constantFrom(1, 17), components: fc.array(tie('component'), { maxLength: 2 }) }),
    ),
  }))
  const parts = fc.record({
    content: words,
    embeds: fc.array(embed, { maxLength: 2 }),
    components: fc.array(component, { maxLength: 2 }),
    type: fc.constantFrom(0, 0, 0, 6, 19, 20, 255),
  })
  const forwarded = parts.map((message) => ({
    ...{ message_reference: { type: 1, message_id: ids.anna, channel_id: ids.text } },
    message_snapshots: [{ message: { ...said, ...message } }],
  }))
  const author = fc.constantFrom(anna, { ...anna, bot: true })
  return fc
    .tuple(parts, author, fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: forwarded }))
    .map(([parts, author, forwarded]) => ({ ...said, ...parts, author, ...forwarded }))
}

/** Subcommands that are declared, or are not, with options of any name and kind. */
function slashData(bot: Bot, { anything, known, question }: Typing): fc.Arbitrary<object> {
  const names = [...new Set(bot.declarations.flatMap(({ parameters }) => parameters.map(({ name }) => name)))]
  const others = [
    'first',
    'second',
    'criterion',
    'term-2',
    'need-5',
    'private',
    'private-answers',
    'nonsense',
    '__proto__',
  ]
  const value = fc.oneof(known, question, anything, fc.boolean(), fc.integer(), fc.double())
  const option = fc.record({
    name: fc.constantFrom(...names, ...others),
    type: fc.constantFrom(3, 4, 5, 10),
    value,
    focused: fc.boolean(),
  })
  const subcommand = fc.record(
    {
      name: fc.constantFrom(...bot.commands, 'nonsense', 'constructor'),
      type: fc.constant(1),
      options: fc.array(option, { maxLength: 4 }),
    },
    { requiredKeys: ['name', 'type'] },
  )
  return fc.array(subcommand, { maxLength: 2 }).map((options) => ({ type: 1, id: '1', name: 'messenger', options }))
}

/** Ids that the bot gave, of other versions, of other bots, and broken ones. */
function customIds(bot: Bot, { anything, question, command }: Typing): fc.Arbitrary<string> {
  const language = fc.constantFrom(...bot.languages, 'xx', '')
  const kind = fc.constantFrom('run', 'set', 'run', 'set', 'remove', 'choose', 'dance')
  const rest = fc.oneof(command, question, anything, fc.constantFrom('compare', ids.anna, '1'))
  const own = fc.tuple(kind, language, rest).map((parts) => `messenger:1:${parts.join(':')}`)
  return fc.oneof(
    { weight: 6, arbitrary: own },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom('remove', 'choose'), rest).map((parts) => `messenger:1:${parts.join(':')}`),
    },
    { weight: 1, arbitrary: anything },
  )
}

/** An event as the gateway tells it; `before` is the message or answer that it is about. */
export function eventOf({ where, moderates, data, action }: Happening, id: string, before: string | undefined): object {
  const channel_id = ids[where]
  const guild = where === 'direct' ? {} : { guild_id: ids.guild }
  const permissions = String(moderates ? PermissionFlagsBits.Administrator : 0n)
  const member = { user: anna, roles: [], joined_at: '2020-01-01T00:00:00Z', permissions, flags: 0 }
  const common = { ...data, id, channel_id, ...guild }
  if (action !== 'InteractionCreate') {
    const reply = before === undefined ? {} : { message_reference: { type: 0, message_id: before, channel_id } }
    const channel_type = { text: 0, thread: 11, direct: 1 }[where]
    return { ...reply, ...common, channel_type, ...(where === 'direct' ? {} : { member }) }
  }
  return {
    ...common,
    ...{ application_id: ids.bot, token: 'token', version: 1, entitlements: [], app_permissions: '0', context: 0 },
    ...{
      attachment_size_limit: 1,
      authorizing_integration_owners: {},
      channel: { id: channel_id, type: where === 'direct' ? 1 : 0 },
    },
    message: { ...said, content: '', id: before ?? ids.bot, channel_id, author: { ...anna, id: ids.bot, bot: true } },
    ...(where === 'direct' ? { user: anna } : { member }),
  }
}
