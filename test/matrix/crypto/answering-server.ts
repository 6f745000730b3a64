import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

/** A status and a body. */
export type Reply = readonly [status: number, body: unknown]

/** A server that answers each request whose path contains a key of `replies` with its value, and any other with {}. */
export interface AnsweringServer {
  readonly url: string
  readonly replies: Map<string, (body: unknown) => Reply>
  /** The paths that were asked for, in order. */
  readonly asked: string[]
  close(): void
}

/** Starts a server that stands in for a homeserver in a state that no real one can be brought into. */
export async function startAnsweringServer(): Promise<AnsweringServer> {
  const replies: AnsweringServer['replies'] = new Map()
  const asked: string[] = []
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(request.url ?? '')
    asked.push(path)
    const reply = [...replies].find(([part]) => path.includes(part))?.[1]
    const [status, body] = reply?.(await bodyOf(request)) ?? [200, {}]
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, replies, asked, close: () => void server.close().closeAllConnections() }
}

function bodyOf(request: IncomingMessage): Promise<unknown> {
  return request.method === 'GET' ? Promise.resolve(undefined) : json(request)
}
