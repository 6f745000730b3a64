import { PermissionFlagsBits, type PermissionsBitField } from 'discord.js'
import type { Place } from '../../src/index.ts'

/** Where something was said or done. */
export interface Where {
  readonly channelId: string | null
  readonly guildId: string | null
}

/** A channel as a place; settings are those of its server. */
export function placeOf({ channelId, guildId }: Where): Place {
  return { platform: 'discord', id: channelId ?? '', ...(guildId === null ? {} : { partOf: guildId }) }
}

/** Whether somebody may pin messages; in direct chats everyone may. */
export function mayPin(
  { guildId }: Pick<Where, 'guildId'>,
  permissions: Readonly<PermissionsBitField> | null | undefined,
): boolean {
  return guildId === null || permissions?.has(PermissionFlagsBits.PinMessages) === true
}

/**
 * Whether somebody moderates: in a server whoever may remove messages of others, which is what moderators have in
 * common, while pinning is often allowed to everybody; in direct chats and groups everyone does.
 */
export function moderates(
  { guildId }: Pick<Where, 'guildId'>,
  permissions: Readonly<PermissionsBitField> | null | undefined,
): boolean {
  return guildId === null || permissions?.has(PermissionFlagsBits.ManageMessages) === true
}
