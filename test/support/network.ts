import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** How slow a network is. */
export interface Slowness {
  /** Milliseconds that each piece is on its way. */
  readonly latency?: number
  /** Bytes that get through in a second. */
  readonly bytesPerSecond?: number
}

/** The network between a program and a server: every byte goes through it, and it fails when told to. */
export interface Network {
  /** The server's address, as seen through it. */
  readonly url: string
  /** Breaks every connection that is open now; new ones are as before. */
  cut(): void
  /** Breaks every connection and refuses new ones until it is healed. */
  refuse(): void
  /** Lets nothing through until it is healed; what was sent by then arrives, as TCP sends it again. */
  stall(): void
  /** Connections that are open now stay open and silent for good, as when a router forgets them; new ones are as before. */
  forget(): void
  slow(how: Slowness): void
  heal(): void
  stop(): Promise<void>
}

interface Connection {
  readonly ends: readonly Socket[]
  isForgotten: boolean
}

/** What a network is like now. */
interface Weather extends Slowness {
  /** Settled while something gets through. */
  readonly open: Promise<void>
}

const fair: Weather = { open: Promise.resolve() }

/** Lays a network before a server of this machine. */
export async function openNetwork(target: string): Promise<Network> {
  const { hostname, port: targetPort } = new URL(target)
  const connections = new Set<Connection>()
  let weather = fair
  let release: () => void = () => undefined

  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ host: hostname, port: Number(targetPort), allowHalfOpen: true })
    const connection: Connection = { ends: [near, far], isForgotten: false }
    connections.add(connection)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('error', () => undefined)
      from.on('close', () => {
        if (connection.isForgotten) return
        connections.delete(connection)
        to.destroy()
      })
      void carry(from, to, connection, () => weather)
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const change = (to: Weather) => {
    release()
    weather = to
  }
  const network: Network = {
    url: `http://127.0.0.1:${port}`,
    cut: () => {
      for (const { ends } of connections) for (const end of ends) end.resetAndDestroy()
    },
    refuse: () => {
      server.close()
      network.cut()
    },
    stall: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      change({ open: promise })
      release = resolve
    },
    forget: () => {
      for (const connection of connections) connection.isForgotten = true
    },
    slow: (how) => change({ ...fair, ...how }),
    heal: () => {
      change(fair)
      if (!server.listening) server.listen(port, '127.0.0.1')
    },
    stop: async () => {
      change(fair)
      for (const { ends } of connections) for (const end of ends) end.destroy()
      if (!server.listening) return
      server.close()
      await once(server, 'close')
    },
  }
  return network
}

/** Takes what comes in at one end to the other, as the weather lets it. */
async function carry(from: Socket, to: Socket, connection: Connection, weather: () => Weather): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; ) {
        await weather().open
        const { latency = 0, bytesPerSecond = Number.POSITIVE_INFINITY } = weather()
        const piece = chunk.subarray(at, at + Math.max(1, Math.floor(bytesPerSecond / piecesPerSecond)))
        if (latency > 0 || piece.length < chunk.length) await sleep(Math.max(latency, 1_000 / piecesPerSecond))
        if (connection.isForgotten) break
        to.write(piece)
        at += piece.length
      }
    }
    await weather().open
    if (!connection.isForgotten) to.end()
  } catch {
    // Whoever holds the other end hears of it when this one closes.
  }
}

const piecesPerSecond = 10
