import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { describeBug, isExpected } from './expected.ts'
import type { Log } from './log.ts'
import type { Monitor } from './monitor.ts'

/** An adapter as somebody sees it who keeps it running. */
export interface Supervised {
  readonly log: Log
  readonly monitor: Monitor
  /** Runs until the signal; rejects when it cannot go on. */
  run(stop: AbortSignal): Promise<void>
}

/** Pauses before an adapter is started again, in milliseconds; one that ran for longer than the last begins anew. */
const pauses = [1_000, 5_000, 30_000, 120_000]
const longestPause = 120_000

/** How long an adapter may take to end after a crash, in milliseconds. */
const ending = 10_000

/**
 * Keeps adapters running until the signal: one that fails is started again, later each time, and does not concern the
 * others. Rejects only when nothing can run: each needs something of the operator, and none was ever connected.
 */
export async function superviseAll(adapters: readonly Supervised[], stop: AbortSignal): Promise<void> {
  const hopeless = new Set<Supervised>()
  const inVain = new AbortController()
  const end = AbortSignal.any([stop, inVain.signal])
  const onFailure = (adapter: Supervised, error: unknown) => {
    if (isExpected(error) && !adapter.monitor.wasConnected) hopeless.add(adapter)
    if (hopeless.size === adapters.length) inVain.abort(error)
  }
  await Promise.all(adapters.map((adapter) => supervise(adapter, end, (error) => onFailure(adapter, error))))
  if (inVain.signal.aborted) throw inVain.signal.reason
}

async function supervise(adapter: Supervised, stop: AbortSignal, onFailure: (error: unknown) => void): Promise<void> {
  const { log, monitor } = adapter
  for (let failures = 0; ; failures++) {
    const startedAt = Date.now()
    try {
      return await runOnce(adapter, stop)
    } catch (error) {
      if (stop.aborted) return
      onFailure(error)
      if (stop.aborted) return
      if (Date.now() - startedAt > longestPause) failures = 0
      const pause = pauses[failures] ?? longestPause
      const reason = isExpected(error) ? error.message : describeBug(error)
      monitor.disconnected(isExpected(error) ? error.message : 'a bug ended it, see the log')
      log('error', 'Cannot go on: {reason}\nStarting again in {seconds} s.', { reason, seconds: pause / 1000 })
      await sleep(pause, undefined, { signal: stop }).catch(() => undefined)
      if (stop.aborted) return
      monitor.restarting()
    }
  }
}

const crashOf = new AsyncLocalStorage<(error: unknown) => void>()

/** Runs an adapter; what it throws where nobody can catch it counts as its failure, too. */
async function runOnce(adapter: Supervised, stop: AbortSignal): Promise<void> {
  const crash = new AbortController()
  let isOver = false
  const onCrash = (error: unknown) => {
    // What is left of it when it has failed already ends nothing more, but is a bug all the same.
    if (isOver || crash.signal.aborted)
      adapter.log('error', 'What is left of it failed: {bug}', { bug: describeBug(error) })
    crash.abort(error)
  }
  const running = crashOf
    .run(onCrash, () => adapter.run(AbortSignal.any([stop, crash.signal])))
    .finally(() => {
      isOver = true
    })
  const crashed = new Promise<void>((resolve) =>
    crash.signal.addEventListener('abort', () => resolve(), { once: true }),
  )
  await Promise.race([running, crashed])
  if (!crash.signal.aborted) return
  await Promise.race([running.catch(() => undefined), sleep(ending, undefined, { ref: false })])
  throw crash.signal.reason
}

/** Has an exception that nobody caught end the adapter that it arose in; any other ends the process. */
export function containCrashes(onOther: (error: unknown) => void): void {
  process.on('uncaughtException', (error) => (crashOf.getStore() ?? onOther)(error))
}
