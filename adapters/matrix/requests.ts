import { setTimeout as sleep } from 'node:timers/promises'
import type { MatrixClient } from 'matrix-bot-sdk'
import { UnusableState } from '../../src/index.ts'
import { describeBug } from '../expected.ts'
import { explained, OddAnswer } from './answer.ts'
import { EncryptionError } from './crypto/encryption-error.ts'
import { MatrixProblem } from './matrix-problem.ts'

/** What bot-sdk rejects with: an error of Matrix, a bare response, or an error of the network without a status. */
interface FailedRequest {
  readonly statusCode?: number
  readonly errcode?: string
  readonly retryAfterMs?: number
  /** Of the network or the system. */
  readonly code?: string
}

/** A request to the homeserver. */
export interface HomeserverRequest<T = unknown> {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly query?: Readonly<Record<string, string | number>>
  readonly body?: object
  /** Milliseconds; the SDK's minute where absent. */
  readonly timeout?: number
  /** What the answer tells; throws `OddAnswer` when it tells nothing. */
  readonly read: (answer: unknown) => T
}

/** How long somebody waits, and who hears that waiting is needed. */
export interface Patience {
  readonly signal: AbortSignal
  /** When it is too late, in milliseconds since 1970. */
  readonly until?: number
  /** Called once, when the first attempt has failed. */
  readonly onHiccup?: (reason: string) => void
  /** Called before each further attempt. */
  readonly onRetry?: () => void
}

/** How long to wait after what should not happen, in milliseconds. */
export const pause = 5_000

const shortestWait = 250
const longestWait = 30_000

/** What makes no sense so often, within four seconds or so, will go on making none; those who can do without it do. */
const mostOddAnswers = 4

/**
 * Sends a request until the server has carried it out or refused it. A server or network that is down, overloaded or
 * slow is asked again, later each time, or when the server says; so is one whose answer makes no sense, but not for ever. A
 * token it does not know ends everything.
 */
export async function request<T>(client: MatrixClient, wanted: HomeserverRequest<T>, patience: Patience): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      patience.signal.throwIfAborted()
      return await answerTo(client, wanted, patience)
    } catch (error) {
      const { statusCode, errcode, retryAfterMs } = error as FailedRequest
      if (errcode === 'M_UNKNOWN_TOKEN' || errcode === 'M_MISSING_TOKEN') throw unknownToken(client)
      const isRefused = statusCode !== undefined && statusCode < 500 && statusCode !== 429
      const isOdd = error instanceof OddAnswer && patience.until === undefined && attempt >= mostOddAnswers
      const wait = Math.max(retryAfterMs ?? 0, usualWait(attempt))
      const isTooLate = Date.now() + wait > (patience.until ?? Number.POSITIVE_INFINITY)
      if (isRefused || isOdd || patience.signal.aborted || isTooLate) throw error
      if (attempt === 0) patience.onHiccup?.(describeFailure(error))
      await sleep(wait, undefined, { signal: patience.signal })
      patience.onRetry?.()
    }
  }
}

async function answerTo<T>(
  client: MatrixClient,
  { method, path, query, body, timeout, read }: HomeserverRequest<T>,
  { signal }: Patience,
): Promise<T> {
  try {
    const answer = client.doRequest(method, `/_matrix/client/v3${path}`, query ?? null, body ?? null, timeout)
    return read(await orAborted(answer, signal))
  } catch (error) {
    throw explained(error, path)
  }
}

/** Twice as long each time; by chance up to half as long, so that not everybody comes back at once. */
function usualWait(attempt: number): number {
  return Math.min(longestWait, shortestWait * 2 ** attempt) * (0.5 + Math.random() / 2)
}

/** The SDK cannot take a request back, but nobody needs to wait for it. */
async function orAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([answer, promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

/** What went wrong with a request, without its content: what a server says in words may repeat what it was sent. */
export function describeFailure(error: unknown): string {
  if (isFatal(error) || error instanceof OddAnswer) return (error as Error).message
  const { statusCode, errcode, code } = error as FailedRequest
  const known = /^[A-Z0-9_.]{1,80}$/i.test(errcode ?? '') ? errcode : code
  const parts = [statusCode, known].filter((part) => part !== undefined)
  return parts.length > 0 ? parts.join(' ') : describeBug(error)
}

/** Whether going on makes no sense until the operator has acted. */
export function isFatal(error: unknown): boolean {
  return [MatrixProblem, EncryptionError, UnusableState].some((problem) => error instanceof problem)
}

/** Whether the server said no, as opposed to nothing. */
export function isRefusal(error: unknown): boolean {
  return (error as FailedRequest).statusCode !== undefined
}

/** Whether the network or the server failed, as opposed to our code, of whose mistakes Node.js tells by codes as ERR_… */
export function isOutage(error: unknown): boolean {
  const { code } = error as FailedRequest
  return error instanceof OddAnswer || (typeof code === 'string' && !code.startsWith('ERR_'))
}

/** Whether the server says that there is no such thing. */
export function wasNotFound(error: unknown): boolean {
  return (error as FailedRequest).statusCode === 404
}

/** Whether the server says that this is none of our business, as it does of rooms that we are not in. */
export function wasForbidden(error: unknown): boolean {
  return (error as FailedRequest).statusCode === 403
}

function unknownToken({ homeserverUrl }: MatrixClient): MatrixProblem {
  return new MatrixProblem(
    `${homeserverUrl} does not know the access token in MATRIX_ACCESS_TOKEN. Get one with "npm run login -- matrix --config FILE --user NAME".`,
  )
}
