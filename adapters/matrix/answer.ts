import { isUserId, objectIn } from './event.ts'

/**
 * Thrown for an answer of a homeserver that makes no sense; the message says what is wrong with it, and nothing of what is
 * in it.
 */
export class OddAnswer extends Error {
  override readonly name = 'OddAnswer'
}

/** Why a request failed, with what was asked where the answer to it makes no sense; the SDK stumbles over null. */
export function explained(error: unknown, path: string): unknown {
  const isSdkStumbling = error instanceof TypeError && !('code' in error)
  const fault = isSdkStumbling ? 'is no JSON object' : error instanceof OddAnswer && error.message
  return fault === false ? error : new OddAnswer(`its answer to ${withoutIds(path)} ${fault}`)
}

/** A path by which an operator knows what was asked, but not of whom or where. */
function withoutIds(path: string): string {
  return path
    .replace(/^\/_matrix\/client\/v3/, '')
    .replace(/[^/]+/g, (part) => (/^[a-z_.]{1,25}$/.test(part) ? part : '…'))
}

/** An answer that is an object. */
export function anObject(answer: unknown): { readonly [key: string]: unknown } {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) throw new OddAnswer('is no JSON object')
  return answer as { readonly [key: string]: unknown }
}

/** An answer that is a list, of anything. */
export function aList(answer: unknown): readonly unknown[] {
  if (!Array.isArray(answer)) throw new OddAnswer('is no JSON list')
  return answer
}

/** The text under a key of an answer, which must have it. */
export function textOf(answer: unknown, key: string): string {
  const text = anObject(answer)[key]
  if (typeof text !== 'string' || text === '') throw new OddAnswer(`has no ${key}`)
  return text
}

/** The user id in an answer, which must have it. */
export function userIdOf(answer: unknown): string {
  const id = textOf(answer, 'user_id')
  if (!isUserId(id)) throw new OddAnswer('has no user_id')
  return id
}

/** The list under a key of an answer, which must have it. */
export function listOf(answer: unknown, key: string): readonly unknown[] {
  const list = anObject(answer)[key]
  if (!Array.isArray(list)) throw new OddAnswer(`has no ${key}`)
  return list
}

/** The names under a key of an answer, which must have an object there. */
export function namesOf(answer: unknown, key: string): readonly string[] {
  const named = anObject(answer)[key]
  if (typeof named !== 'object' || named === null || Array.isArray(named)) throw new OddAnswer(`has no ${key}`)
  return Object.keys(objectIn(named))
}
