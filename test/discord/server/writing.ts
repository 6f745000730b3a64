import { type APIAllowedMentions, MessageFlags } from 'discord.js'
import { ApiError, BrokenRule } from './api-error.ts'
import { messageProblems } from './rules/message.ts'
import type { Writing } from './world.ts'

/** What the body of a request says of a message; null empties. */
export interface WrittenBody {
  readonly content?: string | null
  readonly embeds?: Writing['embeds'] | null
  readonly components?: Writing['components'] | null
  readonly flags?: number | null
  readonly allowed_mentions?: Partial<APIAllowedMentions> | null
}

const { IsComponentsV2, Ephemeral, SuppressEmbeds, SuppressNotifications } = MessageFlags
const settable = IsComponentsV2 | SuppressEmbeds | SuppressNotifications

/** A new message from a request; only an answer to an interaction may be for one person. */
export function newWriting(body: WrittenBody, mayBePrivate: boolean): Writing {
  const flags = body.flags ?? 0
  checkFlags(flags, mayBePrivate ? settable | Ephemeral : settable)
  const writing = { content: '', embeds: [], components: [], ...given(body), flags }
  check(writing)
  return writing
}

/** A message as it stands after a request to edit it. */
export function editedWriting(before: Writing, body: WrittenBody): Writing {
  const flags = body.flags ?? before.flags
  if (before.flags & IsComponentsV2 && !(flags & IsComponentsV2))
    throw new BrokenRule(['IsComponentsV2 never comes off'])
  checkFlags(flags & ~before.flags, settable | Ephemeral)
  const { content, embeds, components } = before
  const kept = (flags & ~Ephemeral & ~MessageFlags.Loading) | (before.flags & SuppressNotifications)
  const writing = { content, embeds, components, ...given(body), flags: kept | (before.flags & Ephemeral) }
  check(writing)
  return writing
}

/** Refuses a defer that says more than whether the answer will be private. */
export function deferredFlags(flags = 0): number {
  checkFlags(flags, Ephemeral)
  return flags | MessageFlags.Loading
}

function given({ content, embeds, components }: WrittenBody): Partial<Writing> {
  return {
    ...(content === undefined ? {} : { content: content ?? '' }),
    ...(embeds === undefined ? {} : { embeds: embeds ?? [] }),
    ...(components === undefined ? {} : { components: components ?? [] }),
  }
}

function checkFlags(flags: number, allowed: number): void {
  if (flags & ~allowed) throw new BrokenRule([`flags: ${flags} cannot be set here`])
}

function check(writing: Writing): void {
  const problems = messageProblems(writing)
  if (problems.length > 0) throw new BrokenRule(problems)
  const { content, embeds, components } = writing
  if (content.trim() === '' && embeds.length === 0 && components.length === 0)
    throw new ApiError(400, 50006, 'Cannot send an empty message')
}
