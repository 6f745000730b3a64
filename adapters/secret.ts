import { readFileSync } from 'node:fs'

/** Thrown when a secret is not to be had; the message is one line that says what to do. */
export class MissingSecret extends Error {
  override readonly name = 'MissingSecret'
}

/** Why a secret is not to be had; not with anything of it, nor of the path, in whose place somebody may put the secret. */
interface Lack {
  readonly isSet: boolean
  readonly message: string
  readonly cure: string
}

/** A secret from the environment, or from the file that `NAME_FILE` names. */
export function secret(name: string): string {
  const read = readSecret(name)
  if (typeof read === 'string') return read
  throw new MissingSecret(`${read.message}. ${read.cure}.`)
}

/** What keeps a secret from being had, if anything does. */
export function lackOf(name: string): Lack | undefined {
  const read = readSecret(name)
  return typeof read === 'string' ? undefined : read
}

function readSecret(name: string): string | Lack {
  const file = process.env[`${name}_FILE`]
  if (file !== undefined) return readFile(name, file)
  const cure = `Put the secret in the environment as ${name}, or the path of a file with it as ${name}_FILE`
  return process.env[name]?.trim() || { isSet: false, message: `${name} is not set`, cure }
}

function readFile(name: string, file: string): string | Lack {
  const lack = (reason: string): Lack => ({
    isSet: true,
    message: `${name}_FILE names a file that ${reason}`,
    cure: 'Name one that this user can read and that holds the secret',
  })
  try {
    return readFileSync(file, 'utf8').trim() || lack('is empty')
  } catch (error) {
    return lack(`cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}
