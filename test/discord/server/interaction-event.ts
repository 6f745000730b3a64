import { type Interaction, interactionType } from './interactions.ts'
import { permissionsIn } from './permissions.ts'
import { presentActingMember, presentChannel, presentMessage } from './present.ts'
import type { Service } from './service.ts'

const contexts = { text: 0, thread: 0, direct: 1, group: 2 } as const
const largestFile = 10 * 1024 * 1024

/** The event INTERACTION_CREATE, by which the bot hears of an interaction. */
export function interactionEvent(interaction: Interaction, data: object, locale: string, { bot }: Service): object {
  const { id, token, type, user, channel, message } = interaction
  const { guild, kind } = channel
  const common = {
    id,
    application_id: bot.id,
    type,
    token,
    version: 1,
    data,
    channel: presentChannel(channel),
    channel_id: channel.id,
    locale,
    entitlements: [],
    app_permissions: String(permissionsIn(channel, bot.id, true)),
    attachment_size_limit: largestFile,
    context: contexts[kind],
    authorizing_integration_owners: interaction.onlyForUser ? { 1: user.id } : { 0: guild?.id ?? '0' },
    ...(type === interactionType.component && message ? { message: presentMessage(message) } : {}),
  }
  if (!guild) return { ...common, user }
  const brief = { id: guild.id, locale: guild.locale, features: [] }
  return {
    ...common,
    guild: brief,
    guild_id: guild.id,
    guild_locale: guild.locale,
    member: presentActingMember(guild, user),
  }
}
