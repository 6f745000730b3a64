import type { Bot, Observation } from '../src/index.ts'
import type { Configuration } from './configuration.ts'
import { followContent, validateContentApart } from './content.ts'
import { describeBug } from './expected.ts'
import type { Health } from './health/health.ts'
import { holdToTerm } from './kept-questions.ts'
import { type Log, logFor, openLog } from './log.ts'
import { createMonitor, type Monitor, unmeasured } from './monitor.ts'
import { openBot } from './open-bot.ts'
import { secret } from './secret.ts'
import { containCrashes, superviseAll } from './supervise.ts'

/** Runs an adapter until it is stopped. */
type Start = (given: { bot: Bot; stop: AbortSignal; log: Log; monitor: Monitor }) => Promise<void>

/** How long everything may take to end, in milliseconds; adapters finish the answers in hand in less. */
const patience = 10_000

/**
 * Runs the adapters that a configuration names until SIGTERM or SIGINT, which let the answers in hand be finished; a
 * second signal ends at once. An adapter that fails is started again and does not concern the others. Exit code 0.
 */
export async function run({ root, config }: { root: string; config: Configuration }): Promise<number> {
  const starts = { ...startOfMatrix(config), ...startOfDiscord(config) }
  openLog(config.log.level)
  const stop = stopSignal()
  containCrashes((error) => {
    logFor('program')('error', 'A bug ended the program: {bug}', { bug: describeBug(error) })
    process.exit(1)
  })
  await using open = new AsyncDisposableStack()
  const health = config.health && (await openHealth(config.health))
  if (health) open.defer(health.close)
  if (config.content) await validateContentApart(config.content)
  const { bot, state } = await openBot(root, config, observerOf(health))
  open.defer(state.close)
  open.defer(holdToTerm(state, config.keepQuestions, logFor('state')))
  if (config.content) open.defer(await followContent(bot, root, config.content, logFor('content')))
  const adapters = Object.entries(starts).map(([platform, start]) => {
    const log = logFor(platform)
    const monitor = createMonitor(log, health?.meterOf(platform) ?? unmeasured)
    return { log, monitor, run: (end: AbortSignal) => start({ bot, stop: end, log, monitor }) }
  })
  await superviseAll(adapters, stop)
  return 0
}

/** Aborted by the first SIGTERM or SIGINT; a second one, or the end of our patience, ends the process. */
function stopSignal(): AbortSignal {
  const stop = new AbortController()
  const end = () => process.exit(1)
  const onSignal = () => {
    if (stop.signal.aborted) end()
    setTimeout(end, patience).unref()
    stop.abort()
    logFor('program')('info', 'Stopping once the answers in hand are sent.')
  }
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal)
  return stop.signal
}

/** Loaded only where it is wanted: what measures takes some memory itself. */
async function openHealth(address: { host: string; port: number }): Promise<Health> {
  const { openHealth } = await import('./health/health.ts')
  return openHealth(address, logFor('health'))
}

/** What the bot does is counted, and told to an operator who wants to hear everything. */
function observerOf(health: Health | undefined): (observation: Observation) => void {
  const log = logFor('bot')
  return (observation) => {
    health?.observe(observation)
    const { kind, ...fields } = observation
    log('debug', kind, fields)
  }
}

function startOfMatrix({ matrix: settings, state: folder, limits: { catchUp } }: Configuration): Record<string, Start> {
  if (!settings) return {}
  // Told at once where it is missing, and read anew for each start, as it may be replaced.
  const accessToken = () => secret('MATRIX_ACCESS_TOKEN')
  accessToken()
  return {
    matrix: async (given) => {
      const { startMatrix } = await import('./matrix/start-matrix.ts')
      await startMatrix({ ...given, settings, accessToken: accessToken(), folder, catchUp })
    },
  }
}

function startOfDiscord({
  discord: settings,
  state: folder,
  limits: { catchUp },
}: Configuration): Record<string, Start> {
  if (!settings) return {}
  const token = () => secret('DISCORD_TOKEN')
  token()
  return {
    discord: async (given) => {
      const { startDiscord } = await import('./discord/start-discord.ts')
      await startDiscord({ ...given, settings, token: token(), folder, catchUp })
    },
  }
}
