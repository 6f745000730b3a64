import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { Entrance } from './entrance.ts'
import { stopClock } from './stopped-clock.ts'

/** A part of a campaign, which gives the same whenever it is run again. */
export interface Shard {
  readonly seed: number
  /** Which part it is, from 0 on. */
  readonly index: number
  readonly runs: number
}

/** What came of a shard. */
export interface Outcome {
  /** A digest of what came of each input. */
  readonly digest: string
  /** What did not hold, with the smallest input that shows it. */
  readonly finding?: string
}

/** No input may take more of the processor, in microseconds; the slowest takes a hundredth. */
const mostWork = 2_000_000

/** Of so many inputs one is put in again at once, to see that the same comes of it. */
const again = 16

/** Puts the inputs of a shard into an entrance, on a clock that stands; calls `beat` before each. */
export async function runShard(entrance: Entrance, shard: Shard, beat: () => void = () => undefined): Promise<Outcome> {
  using _ = stopClock()
  const { inputs, put, close } = await entrance.open()
  const digest = createHash('sha256')
  let count = 0
  const property = fc.asyncProperty(inputs, async (input) => {
    beat()
    const outcome = await withinBounds(() => put(input))
    if (count++ % again === 0) expectSame(outcome, await put(input))
    digest.update(`${outcome}\0`)
  })
  try {
    const check = await fc.check(property, { seed: seedOf(entrance, shard), numRuns: shard.runs })
    return { digest: digest.digest('hex'), ...(check.failed ? { finding: describe(check) } : {}) }
  } finally {
    close()
  }
}

function expectSame(first: string, second: string): void {
  if (first === second) return
  const at = [...first].findIndex((letter, index) => letter !== second[index])
  const around = (text: string) => text.slice(Math.max(0, at - 100), at + 200)
  throw new Error(`Something else came of it the second time: ${around(second)} instead of ${around(first)}`)
}

async function withinBounds(work: () => Promise<string>): Promise<string> {
  const before = process.threadCpuUsage()
  const outcome = await work()
  const { user, system } = process.threadCpuUsage(before)
  if (user + system > mostWork) throw new Error(`It took ${Math.round((user + system) / 1000)} ms of work`)
  return outcome
}

/** Each shard of each entrance has inputs of its own. */
function seedOf({ name }: Entrance, { seed, index }: Shard): number {
  return createHash('sha256').update(`${seed} ${name} ${index}`).digest().readInt32BE()
}

function describe({ counterexample, errorInstance, numRuns, numShrinks, ...check }: fc.RunDetails<[unknown]>) {
  const { stack } = (errorInstance ?? {}) as { readonly stack?: string }
  const input = fc.stringify(counterexample?.[0])
  return `input ${numRuns} (seed ${check.seed}, path ${check.counterexamplePath}, made smaller ${numShrinks} times): ${input}\n${stack ?? String(errorInstance)}`
}
