import type { Configuration } from './configuration.ts'
import { logFor } from './log.ts'
import { openBot } from './open-bot.ts'
import { secret } from './secret.ts'

/** Thrown for a configuration that names no platform. */
class NoPlatform extends Error {
  override readonly name = 'InvalidConfiguration'
}

/**
 * Runs the adapters that a configuration names until SIGTERM or SIGINT, which let the answers in hand be finished; a
 * second signal ends at once. Exit code 0.
 */
export async function run({ root, config }: { root: string; config: Configuration }): Promise<number> {
  const { matrix: settings, state: folder, language, limits } = config
  if (!settings) throw new NoPlatform('The configuration names no platform. Add a "matrix" section.')
  const accessToken = secret('MATRIX_ACCESS_TOKEN')
  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop.abort()
      process.once(signal, () => process.exit(1))
    })
  }
  const { bot, state } = await openBot(root, language, folder)
  try {
    const { startMatrix } = await import('./matrix/start-matrix.ts')
    const { catchUp } = limits
    await startMatrix({ bot, settings, accessToken, folder, catchUp, log: logFor('matrix'), stop: stop.signal })
  } catch (error) {
    if (!stop.signal.aborted) throw error
  } finally {
    state.close()
  }
  return 0
}
