import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median } from './median.ts'

// The whole process that answers one comparison, beside an empty one of the same Node.js, in turn.
const entry = fileURLToPath(new URL('../../adapters/start.js', import.meta.url))
const runs = 21
const commands = {
  'node -e 0': ['-e', '0'],
  'ask "compare signal session"': [entry, 'ask', 'compare signal session'],
  'ask --json "compare siganl session"': [entry, 'ask', '--json', 'compare siganl session'],
}
const times = Object.fromEntries(Object.keys(commands).map((name) => [name, [] as number[]]))
for (let run = -2; run < runs; run++) {
  for (const [name, words] of Object.entries(commands)) {
    const start = performance.now()
    execFileSync(process.execPath, words, { stdio: 'ignore' })
    if (run >= 0) times[name]?.push(performance.now() - start)
  }
}
const empty = median(times['node -e 0'] ?? [])
for (const [name, taken] of Object.entries(times)) {
  process.stdout.write(
    `${name.padEnd(38)} ${median(taken).toFixed(0)} ms, ${(median(taken) / empty).toFixed(2)} x an empty process\n`,
  )
}
