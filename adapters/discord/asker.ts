import type { Interaction } from 'discord.js'
import type { PlacedRequest } from '../../src/index.ts'
import { slashPrefix } from './declaration.ts'
import { mayPin, moderates, placeOf } from './place.ts'
import type { Tools } from './tools.ts'

/** Somebody who asks by an interaction, which counts and may change something. */
export type Asker = Pick<
  PlacedRequest,
  'place' | 'moderates' | 'mayPin' | 'commandPrefix' | 'language' | 'cause' | 'asker' | 'askedAt'
>

/** Where somebody asks, and in which language: that of the server, or else their own. */
export function askerOf({ bot }: Tools, interaction: Interaction): Asker {
  const place = placeOf(interaction)
  const language = bot.settings(place).language ?? bot.matchLanguage(interaction.locale)
  // A setting holds for the whole server, so what a single channel allows does not count.
  const permissions = interaction.inCachedGuild() ? interaction.member.permissions : interaction.memberPermissions
  return {
    place,
    moderates: moderates(interaction, permissions),
    mayPin: mayPin(interaction, interaction.memberPermissions),
    ...(language === undefined ? {} : { language }),
    ...{ cause: interaction.id, asker: interaction.user.id, commandPrefix: slashPrefix },
    askedAt: interaction.createdTimestamp,
  }
}
