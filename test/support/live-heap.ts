import { setTimeout as sleep } from 'node:timers/promises'

const report = "process.on('SIGUSR2',()=>{gc();console.error('live-heap='+process.memoryUsage().heapUsed)})"

/** Has a program of Node.js tell on standard error how much of its memory is in use, whenever it gets a SIGUSR2. */
export const tellingHeap = {
  NODE_OPTIONS: `--expose-gc --import data:text/javascript,${encodeURIComponent(report)}`,
}

/** Asks such a program how much memory is in use, in bytes; `told` is all that it has told so far. */
export async function liveHeap(process: { kill(signal: 'SIGUSR2'): unknown }, told: () => string): Promise<number> {
  const answers = () => [...told().matchAll(/live-heap=(\d+)\n/g)].map(([, bytes]) => Number(bytes))
  const before = answers().length
  process.kill('SIGUSR2')
  while (answers().length === before) await sleep(20)
  return answers().at(-1) ?? 0
}
