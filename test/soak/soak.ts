import { parseArgs } from 'node:util'
import { isGood, writeReport } from './report.ts'
import { runSoak } from './run-soak.ts'

// `npm run soak -- [--minutes N] [--seed N] [--log FILE]` writes a report as Markdown; exit code 1 if something is wrong.
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '6' },
    seed: { type: 'string', default: '1' },
    log: { type: 'string', default: '/dev/null' },
  },
})
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
const say = (line: string) => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`)
try {
  const result = await runSoak({
    ...{ minutes: Number(values.minutes), seed: Number(values.seed), log: values.log },
    ...{ say, stop: stop.signal },
  })
  process.stdout.write(writeReport(result))
  process.exitCode = isGood(result) ? 0 : 1
} catch (error) {
  if (!stop.signal.aborted) throw error
  say('Stopped.')
  process.exitCode = 130
}
