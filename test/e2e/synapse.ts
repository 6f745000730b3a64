import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { startInChroot } from './chroot.ts'
import { recentText } from './recent-text.ts'
import { synapseConfiguration } from './synapse-configuration.ts'

/** A Synapse of our own, on a free port of this machine. */
export interface Synapse {
  readonly url: string
  readonly secret: string
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Starts a fresh Synapse and returns when it answers. */
export async function startSynapse(): Promise<Synapse> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const secret = randomBytes(16).toString('hex')
  const child = await startInChroot('supervise-synapse')
  const log = recentText(child.stderr)
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()

  const restart = async () => {
    child.stdin.write('start\n')
    if ((await lines.next()).done) throw new Error(`Synapse cannot be started:\n${log()}`)
    await untilItAnswers(url, log)
  }
  const stop = async () => {
    const closed = once(child, 'close')
    child.stdin.end()
    await closed
  }
  child.stdin.write(`${JSON.stringify(synapseConfiguration(port, secret))}\n`)
  await restart()
  return { url, secret, restart, stop }
}

async function untilItAnswers(url: string, log: () => string): Promise<void> {
  const end = Date.now() + 60_000
  while (Date.now() < end) {
    const answer = await fetch(`${url}/_matrix/client/versions`).catch(() => undefined)
    if (answer?.ok) return
    await sleep(50)
  }
  throw new Error(`Synapse does not answer at ${url}. Its last words:\n${log()}`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port on this machine.')
  return address.port
}
