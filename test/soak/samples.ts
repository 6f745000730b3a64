import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What a process takes at a moment. */
export interface Sample {
  /** In milliseconds since 1970. */
  readonly at: number
  readonly pid: number
  /** How much had been asked by then. */
  readonly asked: number
  readonly figures: Readonly<Record<string, number>>
}

/** Looks at a process: through /proc, its own metrics, and the files of its state. Nothing if it ends meanwhile. */
export async function takeSample(
  pid: number,
  asked: number,
  { health, state }: { readonly health: string; readonly state: string },
): Promise<Sample | undefined> {
  try {
    return {
      at: Date.now(),
      pid,
      asked,
      figures: { ...inProc(pid), ...(await inMetrics(`${health}/metrics`).catch(() => ({}))), ...sizesIn(state) },
    }
  } catch {
    return undefined
  }
}

function inProc(pid: number) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const named = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1])
  return {
    'resident memory': named('VmRSS') * 1024,
    threads: named('Threads'),
    'open files and sockets': readdirSync(`/proc/${pid}/fd`).length,
  }
}

async function inMetrics(address: string): Promise<Readonly<Record<string, number>>> {
  const response = await fetch(address, { signal: AbortSignal.timeout(5_000) })
  const text = await response.text()
  const named = (name: string) =>
    text
      .split('\n')
      .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
      .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0)
  return {
    'JavaScript heap': named('nodejs_heap_size_used_bytes'),
    'timers, sockets and other active resources': named('nodejs_active_resources_total'),
  }
}

/** The databases of the state and, apart, their logs. */
function sizesIn(state: string): Readonly<Record<string, number>> {
  const files = readdirSync(state, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.sqlite(-wal)?$/.test(file),
  )
  return Object.fromEntries(files.map((file) => [file, statSync(join(state, file)).size]))
}
