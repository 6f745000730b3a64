import type { z } from 'zod'
import { nearest } from '../src/index.ts'
import { configurationSchema } from './configuration.ts'
import { expectedAt, keysOf, schemaAt } from './configuration-key.ts'

/** Something wrong at a path into a configuration, in words that do not need the schema to be understood. */
export interface Flaw {
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly cure: string
}

/** Says what the schema has against a value; each unknown key is a flaw of its own. */
export function explainIssue(issue: z.core.$ZodIssue, value: unknown): readonly Flaw[] {
  const { path } = issue
  if (issue.code !== 'unrecognized_keys')
    return [
      { path, message: `${nameOf(path)} ${describe(valueAt(value, path), path)}`, cure: `Give ${expectedAt(path)}` },
    ]
  return issue.keys.map((key) => ({
    path: [...path, key],
    message: `unknown key "${key}"`,
    cure: cureForKey(path, key),
  }))
}

/** What stands at a path; undefined if nothing does. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inside, step) => (inside as Record<PropertyKey, unknown> | undefined)?.[step], value)
}

function cureForKey(path: readonly PropertyKey[], key: string): string {
  if (key === '<<') return 'Write the keys out: merging is not supported'
  const known = Object.keys(keysOf(schemaAt(path)) ?? {})
  const close = nearest(key, known)
  if (close !== undefined) return `Did you mean "${close}"?`
  const home = Object.entries(configurationSchema.shape).find(([, section]) =>
    Object.hasOwn(keysOf(section) ?? {}, key),
  )
  if (home) return `Put it under "${home[0]}"`
  return path.length > 0 && Object.hasOwn(configurationSchema.shape, key)
    ? `Put it at the beginning of its line, outside of "${nameOf(path)}"`
    : `Known keys: ${known.join(', ')}`
}

/** A path as `matrix.invitesFrom[0]`. */
function nameOf(path: readonly PropertyKey[]): string {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return name.replace(/^\./, '') || 'the file'
}

/** What stands there; nothing of a text where a section belongs or of an address with a password, for it may be secret. */
function describe(given: unknown, path: readonly PropertyKey[]): string {
  if (given === undefined) return 'is missing'
  if (given === null || (Array.isArray(given) && given.length === 0)) return 'is empty'
  if (Array.isArray(given)) return 'cannot be a list'
  if (typeof given === 'object') return 'cannot hold keys'
  if (path.length === 0 || keysOf(schemaAt(path))) return `cannot be ${typeof given === 'string' ? 'text' : 'a value'}`
  return `cannot be ${shorten(JSON.stringify(given).replace(/:.*@/, ':***@'))}`
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
