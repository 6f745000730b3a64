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
  const given = process.env[name]?.trim()
  if (!given) return { isSet: false, message: `${name} is not set`, cure }
  return isToken(given) ? given : { isSet: true, message: `${name} ${noToken}`, cure: 'Put the secret there alone' }
}

/** What can be sent as a token: anything else would look as if the server did not answer. */
const isToken = (given: string) => /^[\x21-\x7e]+$/.test(given)
const noToken = 'holds a blank, a line break or a sign that no token has'

function readFile(name: string, file: string): string | Lack {
  const lack = (reason: string): Lack => ({
    isSet: true,
    message: `${name}_FILE names a file that ${reason}`,
    cure: 'Name one that this user can read and that holds the secret',
  })
  try {
    const given = readFileSync(file, 'utf8').trim()
    if (given === '') return lack('is empty')
    return isToken(given) ? given : lack(noToken)
  } catch (error) {
    return lack(`cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}
