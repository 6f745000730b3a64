import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Outcome, Shard } from './run-shard.ts'
import type { ShardWork } from './shard-worker.ts'

/** An input that nothing comes of for so long, in milliseconds, hangs: none takes a hundredth of that. */
const patience = 60_000

/** Runs a shard on a thread of its own, which is ended when it hangs. */
export async function watchShard(entrance: string, shard: Shard): Promise<Outcome> {
  const counter = new Int32Array(new SharedArrayBuffer(4))
  const workerData: ShardWork = { entrance, shard, counter }
  const worker = new Worker(new URL('./shard-worker.ts', import.meta.url), { workerData })
  const hung = Promise.withResolvers<Outcome>()
  let before = -1
  const watch = setInterval(() => {
    const now = Atomics.load(counter, 0)
    if (now === before) hung.resolve({ digest: '', finding: `input ${now} hangs` })
    before = now
  }, patience)
  try {
    const done = once(worker, 'message').then(([outcome]) => outcome as Outcome)
    return await Promise.race([done, hung.promise])
  } finally {
    clearInterval(watch)
    await worker.terminate()
  }
}
