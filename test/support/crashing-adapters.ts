import { setTimeout as sleep } from 'node:timers/promises'
import { logFor, openLog } from '../../adapters/log.ts'
import { createMonitor, unmeasured } from '../../adapters/monitor.ts'
import { containCrashes, superviseAll } from '../../adapters/supervise.ts'

/** Two adapters in a process: one throws where nobody can catch it each time but the third, at first twice; the other goes on. */
const stop = new AbortController()
openLog('info')
containCrashes(() => process.exit(3))
if (process.argv[2] === 'outside')
  setTimeout(() => {
    throw new Error('secret')
  }, 10)
const adapter = (name: string, run: (end: AbortSignal) => Promise<void>) => ({
  log: logFor(name),
  monitor: createMonitor(logFor(name), unmeasured),
  run,
})
let starts = 0
const crashing = adapter('crashing', async (end) => {
  starts += 1
  logFor('crashing')('info', 'start {starts}', { starts })
  if (starts === 3) return stop.abort()
  for (const after of starts === 1 ? [10, 100] : [10])
    setTimeout(() => {
      throw new Error('secret')
    }, after)
  await sleep(60_000, undefined, { signal: end })
})
const steady = adapter('steady', async (end) => {
  logFor('steady')('info', 'start')
  await sleep(60_000, undefined, { signal: end }).catch(() => undefined)
  logFor('steady')('info', 'end')
})
await superviseAll([crashing, steady], stop.signal)
