import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Session } from './gateway-session.ts'
import { createSessions } from './gateway-sessions.ts'
import { createIdentification, type Identify } from './identification.ts'
import type { Service } from './service.ts'

const op = { heartbeat: 1, identify: 2, presence: 3, resume: 6, reconnect: 7, invalid: 9, hello: 10, ack: 11 } as const

interface Resume {
  readonly token: string
  readonly session_id: string
  readonly seq: number
}

/** The gateway: tells the shards of a client what happens, and can be told to fail them. */
export function createGateway(http: Server, service: Service) {
  const sockets = new WebSocketServer({ server: http, path: '/gateway' })
  const sessions = createSessions(service)
  const identification = createIdentification(service)

  const identify = (socket: WebSocket, asked: Identify) => {
    const refusal = identification.refuse(asked)
    if (refusal === 'too-fast') send(socket, op.invalid, false)
    else if (refusal) socket.close(refusal)
    else sessions.begin(socket, asked.shard ?? [0, 1], asked.intents)
  }
  const resume = (socket: WebSocket, { token, session_id, seq }: Resume) => {
    const session = sessions.find(session_id)
    if (token !== service.token || !session?.reachesBackTo(seq)) return send(socket, op.invalid, false)
    session.attach(socket)
    session.replay(seq)
    session.dispatch('RESUMED', {})
  }
  const hear = (socket: WebSocket, { op: code, d }: { op: number; d: unknown }) => {
    if (code === op.heartbeat) send(socket, op.ack, null)
    else if (code === op.identify) identify(socket, d as Identify)
    else if (code === op.resume) resume(socket, d as Resume)
    else if (code !== op.presence) socket.close(4001, 'Unknown opcode')
  }
  let isAdmitting = true
  sockets.on('connection', (socket) => {
    if (!isAdmitting) return socket.terminate()
    send(socket, op.hello, { heartbeat_interval: service.heartbeat })
    socket.on('message', (data) => hear(socket, JSON.parse(String(data))))
    socket.on('error', () => undefined)
    socket.on('close', (code) => {
      if (code === 1000 || code === 1001) sessions.leave(socket)
    })
  })

  return {
    /** Sends an event to whoever hears of a guild, or of what belongs to none. */
    dispatch: (guildId: string | undefined, t: string, d: unknown) => {
      for (const session of sessions.hearingOf(guildId)) session.dispatch(t, d)
    },
    /** Breaks a shard's connection, as a network does; its session can be resumed. */
    cut: (shard = 0) => {
      for (const session of sessions.ofShard(shard)) session.socket()?.terminate()
    },
    /** Whether new connections are taken, as during an outage of Discord. */
    admit: (whether: boolean) => {
      isAdmitting = whether
    },
    /** Asks a shard to connect anew and to resume, as Discord does when it moves servers. */
    askToReconnect: (shard = 0) => {
      for (const session of sessions.ofShard(shard)) sendIfOpen(session, op.reconnect, null)
    },
    /** Forgets a shard's session, which then has to identify again: what happens meanwhile is lost to it. */
    invalidate: (shard = 0) => {
      for (const session of sessions.ofShard(shard)) {
        sessions.forget(session)
        sendIfOpen(session, op.invalid, false)
      }
    },
    /** The shards that are connected. */
    connected: () => sessions.connected().map(({ shard }) => shard[0]),
    close: () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

export type Gateway = ReturnType<typeof createGateway>

function send(socket: WebSocket, code: number, d: unknown): void {
  socket.send(JSON.stringify({ op: code, d, s: null, t: null }))
}

function sendIfOpen(session: Session, code: number, d: unknown): void {
  const socket = session.socket()
  if (socket) send(socket, code, d)
}
