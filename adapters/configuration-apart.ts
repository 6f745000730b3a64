import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Configuration } from './configuration.ts'

/** Thrown with what the other process said about the file. */
class InvalidConfiguration extends Error {
  override readonly name = 'InvalidConfiguration'
}

/**
 * Reads and validates a configuration file in a process of its own, because the YAML and schema libraries would take
 * some 5 % of a running bot's memory, for years after it needed them.
 */
export async function readConfigurationApart(file: string): Promise<Configuration> {
  const start = process.argv[1] ?? ''
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [start, 'configuration', '--config', file])
    return JSON.parse(stdout)
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string }
    if (code === 2) throw new InvalidConfiguration(stderr?.trim())
    throw error
  }
}
