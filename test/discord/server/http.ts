import { EventEmitter } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { ApiError, BrokenRule } from './api-error.ts'
import { createFaults } from './faults.ts'
import { createRateLimits, type RateLimit } from './rate-limits.ts'
import { createRouter, type Route } from './route.ts'
import { routes } from './routes/index.ts'
import { schemaProblems } from './schema.ts'
import type { Service } from './service.ts'
import { createViolations } from './violations.ts'

/** A request that was answered, or of which the answer was lost. */
export interface Answered {
  readonly method: string
  readonly path: string
  /** The route's name, such as `POST /channels/:channel/messages`. */
  readonly route: string
  readonly body: unknown
  readonly status: number
  /** When it arrived, by `performance.now()`. */
  readonly at: number
}

type Reply = { status: number; body?: unknown; headers?: Readonly<Record<string, string>> }
type Request = Omit<Answered, 'route' | 'status'> & {
  readonly query: URLSearchParams
  readonly token: string | undefined
}

const find = createRouter(routes)

/** The HTTP part: every request is checked against schema, rules and permissions, and can be made to fail. */
export function createHttp(service: Service, rateLimit: RateLimit) {
  const requests: Answered[] = []
  const events = new EventEmitter<{ answered: [Answered] }>().setMaxListeners(0)
  const violations = createViolations()
  const faults = createFaults(Object.keys(routes))
  const limits = createRateLimits(rateLimit)

  const perform = (request: Request, route: Route, params: Readonly<Record<string, string>>): Reply => {
    if (!route.open && request.token !== `Bot ${service.token}`) throw new ApiError(401, 0, '401: Unauthorized')
    const problems = route.schema ? schemaProblems(route.schema, request.body) : []
    if (problems.length > 0) throw new BrokenRule(problems)
    const body = route.answer({ service, params, query: request.query, body: request.body as never })
    return body === undefined ? { status: 204 } : { status: 200, body }
  }

  const replyTo = (request: Request, found: NonNullable<ReturnType<typeof find>>): Reply => {
    const limited = limits.take(found.name, found.params, found.route.open === true)
    if (limited.refusal) return limited.refusal
    const failure = faults.failure(found.name)
    if (failure) return failure
    try {
      return { ...perform(request, found.route, found.params), headers: limited.headers }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error instanceof BrokenRule) violations.add(`${request.method} ${request.path}`, error.message)
      const { status, code, message, details } = error
      return { status, body: { code, message, ...details }, headers: limited.headers }
    }
  }

  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await read(incoming)
    const found = find(request.method, request.path)
    if (!found) {
      violations.add(`${request.method} ${request.path}`, 'no such route in the fake Discord')
      return write(response, { status: 404, body: { code: 0, message: '404: Not Found' } })
    }
    await faults.held(found.name)
    const reply = replyTo(request, found)
    const { method, path, body, at } = request
    const answered = { method, path, body, at, route: found.name, status: reply.status }
    requests.push(answered)
    events.emit('answered', answered)
    const loss = faults.loss(found.name)
    if (loss === 'reset') incoming.socket.resetAndDestroy()
    else if (loss === 'close') incoming.socket.destroy()
    else write(response, reply)
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error) => {
      violations.add(`${incoming.method} ${incoming.url}`, `the fake Discord failed: ${error?.stack ?? error}`)
      response.destroy()
    })
  })
  /** The next request of a route, once it is answered. */
  const nextRequest = (route: string): Promise<Answered> =>
    new Promise((resolve) => {
      const listener = (answered: Answered) => {
        if (answered.route !== route) return
        events.off('answered', listener)
        resolve(answered)
      }
      events.on('answered', listener)
    })
  return { server, requests, nextRequest, violations, faults }
}

async function read(incoming: IncomingMessage): Promise<Request> {
  const at = performance.now()
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://localhost')
  const path = decodeURIComponent(pathname).replace(/^\/api(\/v10)?/, '')
  const text = Buffer.concat(chunks).toString()
  const body = text === '' ? undefined : JSON.parse(text)
  return {
    method: incoming.method ?? 'GET',
    path,
    query: searchParams,
    body,
    token: incoming.headers.authorization,
    at,
  }
}

function write(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  const text = body === undefined ? undefined : JSON.stringify(body)
  response.writeHead(status, { ...headers, ...(text ? { 'content-type': 'application/json' } : {}), via: '1.1 google' })
  response.end(text)
}
