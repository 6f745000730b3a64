import { parentPort, workerData } from 'node:worker_threads'
import { entrances } from './entrances/index.ts'
import { runShard, type Shard } from './run-shard.ts'

/** A shard to run on a thread of its own, which shows that it goes on by counting up. */
export interface ShardWork {
  readonly entrance: string
  readonly shard: Shard
  readonly counter: Int32Array<SharedArrayBuffer>
}

const { entrance: name, shard, counter } = workerData as ShardWork
const entrance = entrances.find((one) => one.name === name)
if (entrance) parentPort?.postMessage(await runShard(entrance, shard, () => Atomics.add(counter, 0, 1)))
process.exit()
