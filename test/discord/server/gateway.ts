import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { gatewayAddress } from './gateway-address.ts'
import { eventOf } from './gateway-events.ts'
import { createSession, type Session } from './gateway-session.ts'
import { createIdentification, type Identify } from './identification.ts'
import type { Service } from './service.ts'
import { shardOf } from './snowflakes.ts'
import type { Change } from './world.ts'

const op = { heartbeat: 1, identify: 2, presence: 3, resume: 6, reconnect: 7, invalid: 9, hello: 10, ack: 11 } as const

interface Resume {
  readonly token: string
  readonly session_id: string
  readonly seq: number
}

/** The gateway: tells the shards of a client what happens, and can be told to fail them. */
export function createGateway(http: Server, service: Service) {
  const { world, bot } = service
  const sockets = new WebSocketServer({ server: http, path: '/gateway' })
  const sessions = new Map<string, Session>()
  const identification = createIdentification(service)

  const hearingOf = (guildId: string | undefined) =>
    [...sessions.values()].filter(({ shard: [id, count] }) => id === (guildId ? shardOf(guildId, count) : 0))

  world.events.on('change', (change) => {
    for (const session of hearingOf(guildOf(change))) {
      const event = eventOf(change, session, service)
      if (event) session.dispatch(event.t, event.d)
    }
  })

  const identify = (socket: WebSocket, asked: Identify) => {
    const refusal = identification.refuse(asked)
    if (refusal === 'too-fast') return send(socket, op.invalid, false)
    if (refusal) return socket.close(refusal)
    const session = createSession(asked.shard ?? [0, 1], asked.intents)
    for (const [id, { shard, socket: open }] of sessions)
      if (shard[0] === session.shard[0] && !open()) sessions.delete(id)
    sessions.set(session.id, session)
    session.attach(socket)
    welcome(session)
  }

  const welcome = (session: Session) => {
    const [id, count] = session.shard
    const guilds = [...world.guilds.values()].filter(
      (guild) => guild.members.has(bot.id) && shardOf(guild.id, count) === id,
    )
    session.dispatch('READY', {
      v: 10,
      user: bot,
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: gatewayAddress(service),
      shard: session.shard,
      application: { id: bot.id, flags: 0 },
    })
    for (const guild of guilds) {
      const event = eventOf({ kind: 'guild-joined', guild }, session, service)
      if (event) session.dispatch(event.t, event.d)
    }
  }

  const resume = (socket: WebSocket, { token, session_id, seq }: Resume) => {
    const session = sessions.get(session_id)
    if (token !== service.token || !session?.reachesBackTo(seq)) return send(socket, op.invalid, false)
    session.attach(socket)
    session.replay(seq)
    session.dispatch('RESUMED', { _trace: [randomBytes(4).toString('hex')] })
  }

  const hear = (socket: WebSocket, { op: code, d }: { op: number; d: unknown }) => {
    if (code === op.heartbeat) send(socket, op.ack, null)
    else if (code === op.identify) identify(socket, d as Identify)
    else if (code === op.resume) resume(socket, d as Resume)
    else if (code !== op.presence) socket.close(4001, 'Unknown opcode')
  }

  sockets.on('connection', (socket) => {
    send(socket, op.hello, { heartbeat_interval: 41_250 })
    socket.on('message', (data) => hear(socket, JSON.parse(String(data))))
    socket.on('error', () => undefined)
    socket.on('close', (code) => {
      if (code !== 1000 && code !== 1001) return
      for (const [id, session] of sessions) if (session.isOn(socket)) sessions.delete(id)
    })
  })

  const onShard = (shard: number) => [...sessions.values()].filter((session) => session.shard[0] === shard)
  return {
    /** Sends an event to whoever hears of a guild, or of what belongs to none. */
    dispatch: (guildId: string | undefined, t: string, d: unknown) => {
      for (const session of hearingOf(guildId)) session.dispatch(t, d)
    },
    /** Breaks a shard's connection, as a network does; its session can be resumed. */
    cut: (shard = 0) => {
      for (const session of onShard(shard)) session.socket()?.terminate()
    },
    /** Asks a shard to connect anew and to resume, as Discord does when it moves servers. */
    askToReconnect: (shard = 0) => {
      for (const session of onShard(shard)) sendIfOpen(session, op.reconnect, null)
    },
    /** Forgets a shard's session, which then has to identify again: what happens meanwhile is lost to it. */
    invalidate: (shard = 0) => {
      for (const session of onShard(shard)) {
        sessions.delete(session.id)
        sendIfOpen(session, op.invalid, false)
      }
    },
    /** The shards that are connected, and what each listens to. */
    connected: () => [...sessions.values()].filter((session) => session.socket()).map(({ shard }) => shard[0]),
    close: () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

export type Gateway = ReturnType<typeof createGateway>

function guildOf(change: Change): string | undefined {
  if ('guild' in change) return change.guild.id
  const channel = 'message' in change ? change.message.channel : change.channel
  return channel.guild?.id
}

function send(socket: WebSocket, code: number, d: unknown): void {
  socket.send(JSON.stringify({ op: code, d, s: null, t: null }))
}

function sendIfOpen(session: Session, code: number, d: unknown): void {
  const socket = session.socket()
  if (socket) send(socket, code, d)
}
