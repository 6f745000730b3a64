import type { Bot } from '../src/index.ts'
import type { Configuration } from './configuration.ts'
import { followContent } from './content.ts'
import { logFor } from './log.ts'
import { openBot } from './open-bot.ts'
import { secret } from './secret.ts'

/** Thrown for a configuration that names no platform. */
class NoPlatform extends Error {
  override readonly name = 'InvalidConfiguration'
}

/** Runs an adapter until it is stopped. */
type Start = (bot: Bot, stop: AbortSignal) => Promise<void>

/**
 * Runs the adapters that a configuration names until SIGTERM or SIGINT, which let the answers in hand be finished; a
 * second signal ends at once. When one of them cannot go on, the others end too. Exit code 0.
 */
export async function run({ root, config }: { root: string; config: Configuration }): Promise<number> {
  const starts = [...startsOfMatrix(config), ...startsOfDiscord(config)]
  if (starts.length === 0)
    throw new NoPlatform('The configuration names no platform. Add a "matrix" or a "discord" section.')
  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop.abort()
      process.once(signal, () => process.exit(1))
    })
  }
  const { bot, state } = await openBot(root, config)
  const unfollow = config.content && (await followContent(bot, root, config.content, logFor('content')))
  const running = starts.map(async (start) => {
    try {
      await start(bot, stop.signal)
    } catch (error) {
      if (!stop.signal.aborted) throw error
    } finally {
      stop.abort()
    }
  })
  const failed = (await Promise.allSettled(running)).find((result) => result.status === 'rejected')
  if (unfollow) await unfollow()
  state.close()
  if (failed) throw failed.reason
  return 0
}

function startsOfMatrix({ matrix: settings, state: folder, limits: { catchUp } }: Configuration): readonly Start[] {
  if (!settings) return []
  const accessToken = secret('MATRIX_ACCESS_TOKEN')
  return [
    async (bot, stop) => {
      const { startMatrix } = await import('./matrix/start-matrix.ts')
      await startMatrix({ bot, settings, accessToken, folder, catchUp, log: logFor('matrix'), stop })
    },
  ]
}

function startsOfDiscord({ discord: settings, state: folder, limits: { catchUp } }: Configuration): readonly Start[] {
  if (!settings) return []
  const token = secret('DISCORD_TOKEN')
  return [
    async (bot, stop) => {
      const { startDiscord } = await import('./discord/start-discord.ts')
      await startDiscord({ bot, settings, token, folder, catchUp, log: logFor('discord'), stop })
    },
  ]
}
