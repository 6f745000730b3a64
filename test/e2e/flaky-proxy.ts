import { once } from 'node:events'
import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

/** What may go wrong with a request. */
export type Mishap =
  /** The connection breaks before the server hears of it. */
  | { readonly kind: 'cut' }
  /** The server carries it out, but its response is lost. */
  | { readonly kind: 'lose-response' }
  /** The server carries it out twice; the second response arrives. */
  | { readonly kind: 'duplicate' }
  /** It reaches the server late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** An error arrives instead; the server hears nothing of it. */
  | { readonly kind: 'refuse'; readonly status: number; readonly retryAfterMs?: number }

/** Which requests it happens to: those whose "METHOD /path" matches, as often as told (once). */
export interface Aim {
  readonly to: RegExp
  readonly times?: number
}

/** A proxy in front of a homeserver that does harm when told to. */
export interface FlakyProxy {
  readonly url: string
  /** Lets the next matching requests go wrong. Of several mishaps that match, the one told first comes first. */
  plan(mishap: Mishap, aim: Aim): void
  /** Forgets all mishaps still to come. */
  heal(): void
  /** Breaks every connection that is open now. */
  cutAll(): void
  /** How many mishaps have happened. */
  mishaps(): number
  stop(): Promise<void>
}

/** Starts a proxy on a free port of this machine. */
export async function startFlakyProxy(target: string): Promise<FlakyProxy> {
  let plans: { mishap: Mishap; to: RegExp; left: number }[] = []
  let happened = 0

  const mishapFor = (request: IncomingMessage): Mishap | undefined => {
    const plan = plans.find(({ to, left }) => left > 0 && to.test(`${request.method} ${request.url}`))
    if (plan === undefined) return
    plan.left--
    happened++
    return plan.mishap
  }
  const server = createServer((request, response) => {
    serve(target, request, response, mishapFor(request)).catch(() => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    plan: (mishap, { to, times = 1 }) => void plans.push({ mishap, to, left: times }),
    heal: () => {
      plans = []
    },
    cutAll: () => server.closeAllConnections(),
    mishaps: () => happened,
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function serve(target: string, request: IncomingMessage, response: ServerResponse, mishap?: Mishap) {
  const forward = forwarder(target, request, await buffer(request))
  switch (mishap?.kind) {
    case 'cut':
      return response.destroy()
    case 'lose-response':
      await forward()
      return response.destroy()
    case 'duplicate':
      await forward()
      break
    case 'delay':
      await sleep(mishap.ms)
      break
    case 'refuse':
      return refuse(response, mishap)
  }
  const { status, headers, body } = await forward()
  response.writeHead(status, headers).end(body)
}

/** An error as homeservers put it. */
function refuse(response: ServerResponse, { status, retryAfterMs }: Mishap & { kind: 'refuse' }) {
  const code = status === 429 ? 'M_LIMIT_EXCEEDED' : 'M_UNKNOWN'
  const body = { errcode: code, error: 'Planned mishap', ...(retryAfterMs ? { retry_after_ms: retryAfterMs } : {}) }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

interface Forwarded {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Each request gets a connection of its own, so that none breaks but those that should. */
function forwarder(target: string, { method, url, headers }: IncomingMessage, body: Buffer) {
  return async (): Promise<Forwarded> => {
    const outgoing = httpRequest(new URL(url ?? '/', target), { method, headers, agent: false })
    outgoing.end(body)
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
    return { status: incoming.statusCode ?? 502, headers: incoming.headers, body: await buffer(incoming) }
  }
}
