import { randomBytes } from 'node:crypto'
import type { APIUser } from 'discord.js'
import { ApiError, unknown } from './api-error.ts'
import type { Clock } from './clock.ts'
import type { Choice } from './rules/command.ts'
import type { Channel, Message } from './world.ts'

export const interactionType = { command: 2, component: 3, autocomplete: 4 } as const
const mostWait = 3000
const tokenLife = 15 * 60_000

/** What a person sees first of an interaction they started. */
export type Outcome =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'gone' }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  | { readonly kind: 'modal'; readonly title: string }

export interface Interaction {
  readonly id: string
  readonly token: string
  readonly type: number
  readonly user: APIUser
  readonly channel: Channel
  readonly startedAt: number
  /** The message whose component was used. */
  readonly message?: Message
  /** Whether the application got here with the person, not with the guild. */
  readonly onlyForUser: boolean
  /** The type of the first response. */
  response?: number
  /** The message that `@original` stands for. */
  original?: Message
  followUps: number
  readonly acknowledged: Promise<void>
  readonly acknowledge: () => void
  readonly outcome: Promise<Outcome>
  readonly show: (outcome: Outcome) => void
  readonly fail: (reason: Error) => void
}

/** All interactions, with the rules of when they may be answered. */
export function createInteractionLog(clock: Clock, nextId: (age: number) => string) {
  const byToken = new Map<string, Interaction>()
  return {
    start: (
      about: Pick<Interaction, 'type' | 'user' | 'channel' | 'onlyForUser'> & Pick<Partial<Interaction>, 'message'>,
      age: number,
    ): Interaction => {
      const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
      promise.catch(() => undefined)
      const acknowledgement = Promise.withResolvers<void>()
      const token = randomBytes(60).toString('base64url')
      const times = { startedAt: clock.now() - age, followUps: 0 }
      const interaction = {
        ...about,
        ...times,
        id: nextId(age),
        token,
        acknowledged: acknowledgement.promise,
        acknowledge: acknowledgement.resolve,
        outcome: promise,
        show: resolve,
        fail: reject,
      }
      byToken.set(token, interaction)
      return interaction
    },
    /** The interaction that a first response is for, if it may have one. */
    awaiting: (id: string, token: string): Interaction => {
      const interaction = byToken.get(token)
      if (interaction?.id !== id) throw unknown.interaction()
      if (interaction.response !== undefined)
        throw new ApiError(400, 40060, 'Interaction has already been acknowledged.')
      if (clock.now() - interaction.startedAt > mostWait) {
        interaction.fail(new Error('The application did not respond'))
        throw unknown.interaction()
      }
      return interaction
    },
    /** The interaction that a token still stands for, once it has been responded to. */
    ofToken: (token: string): Interaction => {
      const interaction = byToken.get(token)
      if (interaction?.response === undefined) throw unknown.webhook()
      if (clock.now() - interaction.startedAt > tokenLife) throw new ApiError(401, 50027, 'Invalid Webhook Token')
      return interaction
    },
  }
}

export type InteractionLog = ReturnType<typeof createInteractionLog>
