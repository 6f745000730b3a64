import { readFileSync } from 'node:fs'

/** Thrown when a secret is not to be had; the message is one line that says what to do. */
export class MissingSecret extends Error {
  override readonly name = 'MissingSecret'
}

/** A secret from the environment, or from the file that `NAME_FILE` names. */
export function secret(name: string): string {
  const file = process.env[`${name}_FILE`]
  const value = (file === undefined ? process.env[name] : contentOf(name, file))?.trim()
  if (!value)
    throw new MissingSecret(
      `${name} is not set. Put the secret in the environment as ${name}, or the path of a file with it as ${name}_FILE.`,
    )
  return value
}

function contentOf(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new MissingSecret(
      `${name}_FILE: ${error instanceof Error ? error.message : String(error)}. Name a file that can be read.`,
    )
  }
}
