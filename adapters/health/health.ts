import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Observation } from '../../src/index.ts'
import type { Log } from '../log.ts'
import type { Meter } from '../monitor.ts'
import { createMetrics } from './metrics.ts'

/** Says over HTTP how the bot is: /healthz, /readyz and /metrics. */
export interface Health {
  observe(observation: Observation): void
  meterOf(platform: string): Meter
  close(): Promise<void>
}

/** Thrown with a line for the operator when nobody can be told. */
export class UnusableHealth extends Error {
  override readonly name = 'UnusableHealth'
}

interface Readiness {
  readonly ready: boolean
  readonly reason?: string
}

/** Listens at an address until it is closed. */
export async function openHealth(address: { host: string; port: number }, log: Log): Promise<Health> {
  const metrics = createMetrics()
  const platforms = new Map<string, Readiness>()
  const pages: Readonly<Record<string, (response: ServerResponse) => Promise<unknown>>> = {
    '/healthz': async (response) => say(response, 200, 'text/plain', 'ok\n'),
    '/readyz': async (response) => {
      // While the bot is being started there is no platform yet.
      const isReady = platforms.size > 0 && [...platforms.values()].every(({ ready }) => ready)
      say(response, isReady ? 200 : 503, 'application/json', `${JSON.stringify(Object.fromEntries(platforms))}\n`)
    },
    '/metrics': async (response) => say(response, 200, metrics.contentType, await metrics.text()),
  }
  const server = createServer((request, response) => {
    const page = pages[(request.url ?? '').split('?', 1)[0] ?? '']
    if (!page) return say(response, 404, 'text/plain', `Here are ${Object.keys(pages).join(', ')}.\n`)
    if (!['GET', 'HEAD'].includes(request.method ?? '')) return say(response, 405, 'text/plain', 'Only GET.\n')
    page(response).catch(() => response.destroy())
  })
  server.listen(address.port, address.host)
  await once(server, 'listening').catch((error) => {
    throw unusable(address, error)
  })
  server.on('error', ({ code = 'no code' }: NodeJS.ErrnoException) =>
    log('warn', 'Somebody who asks how the bot is was not heard: {code}.', { code }),
  )
  const { port } = server.address() as AddressInfo
  log('info', 'Health at {host}, port {port}.', { host: address.host, port })
  return {
    observe: metrics.observe,
    meterOf: (platform) => {
      platforms.set(platform, { ready: false, reason: 'not connected yet' })
      const meter = metrics.meterOf(platform)
      return {
        ...meter,
        ready: (isReady, reason) => {
          platforms.set(platform, { ready: isReady, ...(reason === undefined ? {} : { reason }) })
          meter.ready(isReady)
        },
      }
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function say(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text)
}

function unusable(
  { host, port }: { host: string; port: number },
  { code, message }: NodeJS.ErrnoException,
): UnusableHealth {
  const reason = code === 'EADDRINUSE' ? 'something else listens there' : (code ?? message)
  return new UnusableHealth(
    `health: cannot listen at ${host}, port ${port}: ${reason}. Choose another address in the configuration.`,
  )
}
