import type { Outcome } from './interactions.ts'
import { type Reading, readMessage } from './read-message.ts'
import type { Message, World } from './world.ts'

/** What a person sees of the bot: a message as it stood then. */
export interface Seen extends Reading {
  readonly message: Message
  /** Whether nobody else sees it. */
  readonly private: boolean
  /** Names of those who were notified of it. */
  readonly notified: readonly string[]
}

/** A message as it can be read now. */
export function see(message: Message, world: World): Seen {
  const nameOf = (id: string) => world.users.get(id)?.username ?? id
  const { onlyFor, notified } = message
  return { ...readMessage(message, nameOf), message, private: onlyFor !== undefined, notified }
}

/** What the outcome of an interaction shows, where a message was expected. */
export function seeOutcome(outcome: Outcome, world: World): Seen {
  if (outcome.kind === 'message') return see(outcome.message, world)
  throw new Error(`A message was expected; the bot answered with ${JSON.stringify(outcome)}`)
}
