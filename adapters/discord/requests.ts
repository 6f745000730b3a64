import { setTimeout as sleep } from 'node:timers/promises'
import { DiscordAPIError, HTTPError, RateLimitError, REST } from 'discord.js'
import { UnusableState } from '../../src/index.ts'
import { describeBug } from '../expected.ts'
import { DiscordProblem } from './discord-problem.ts'

/** How long to go on asking, and whom to tell that it takes a while. */
export interface Patience {
  readonly signal: AbortSignal
  readonly onHiccup: (reason: string) => void
  /** Called before each further attempt. */
  readonly onRetry?: () => void
  /** When to give up, in milliseconds since 1970; never, if absent. */
  readonly until?: number
}

/** Pauses before asking again, in milliseconds; the last one repeats. */
const pauses = [200, 1_000, 2_000, 5_000, 10_000, 30_000]

/** Thrown where there was no answer in time; its cause is what failed last. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime'
}

/**
 * Asks until there is an answer, be it a refusal: discord.js gives up soon when a server fails, and at once when it
 * closes a connection. What is asked must do no harm when it is asked twice.
 */
export async function persist<T>(ask: () => Promise<T>, patience: Patience): Promise<T> {
  const { signal, onHiccup, onRetry, until = Infinity } = patience
  for (let failures = 0; ; failures++) {
    signal.throwIfAborted()
    try {
      return await ask()
    } catch (error) {
      const pause = pauses[Math.min(failures, pauses.length - 1)] ?? 0
      if (isRefusal(error)) throw error
      if (Date.now() + pause > until) throw new OutOfTime('no answer in time', { cause: error })
      if (failures === 1) onHiccup(describeFailure(error))
      await sleep(pause, undefined, { signal })
      onRetry?.()
    }
  }
}

/** Whether Discord said no, so that asking again is of no use. */
export function isRefusal(error: unknown): error is DiscordAPIError {
  return error instanceof DiscordAPIError && error.status < 500
}

/** Whether Discord refused with one of these codes. */
export function isRefusedWith(error: unknown, ...codes: readonly number[]): boolean {
  return error instanceof DiscordAPIError && codes.includes(Number(error.code))
}

/** Whether going on is impossible until the operator acts. */
export function isFatal(error: unknown): boolean {
  return error instanceof DiscordProblem || error instanceof UnusableState
}

/** Waits for a request of discord.js, which asks again where that helps, and tells the operator why it failed for good. */
export async function orProblem<T>(what: string, request: Promise<T>): Promise<T> {
  try {
    return await request
  } catch (error) {
    throw problemOf(what, error)
  }
}

/** What to do about a token that is refused. */
export const unknownToken =
  'Discord does not know the token in DISCORD_TOKEN. Reset it on the page "Bot" of the developer portal and put the new one there.'

/** Requests in the name of a bot. A token that no request can carry is none of Discord's. */
export function openRest(api: string, token: string): REST {
  if (!/^[\x21-\x7E]+$/.test(token)) throw new DiscordProblem(unknownToken)
  return new REST({ api }).setToken(token)
}

/** What the operator must know of a request that failed for good. */
function problemOf(what: string, error: unknown): DiscordProblem {
  if (error instanceof DiscordAPIError && error.status === 401) return new DiscordProblem(unknownToken)
  return new DiscordProblem(
    `Discord did not ${what} (${describeFailure(error)}). Check discord.api, or try again later.`,
  )
}

/** Why a request failed, without anything of what was sent. */
export function describeFailure(error: unknown): string {
  if (error instanceof OutOfTime) return describeFailure(error.cause)
  if (error instanceof DiscordAPIError) return `${error.status}, code ${error.code}: ${firstLine(error.message)}`
  if (error instanceof HTTPError) return String(error.status)
  if (error instanceof RateLimitError) return `limited for ${Math.ceil(error.retryAfter / 1000)} s`
  const { name, message, code } = error as NodeJS.ErrnoException
  // What Node.js itself says may quote data, as that of a JSON parser does.
  if (code === undefined && name !== 'Error') return describeBug(error)
  return firstLine(message) || (code ?? 'no reason given')
}

/** Further lines repeat what was sent. */
function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? ''
}
