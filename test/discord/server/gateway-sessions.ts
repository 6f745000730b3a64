import type { WebSocket } from 'ws'
import { gatewayAddress } from './gateway-address.ts'
import { eventOf } from './gateway-events.ts'
import { createSession, type Session } from './gateway-session.ts'
import type { Service } from './service.ts'
import { shardOf } from './snowflakes.ts'
import type { Change } from './world.ts'

/** The sessions of all shards, which hear of every change that concerns them. */
export function createSessions(service: Service) {
  const { world } = service
  const sessions = new Map<string, Session>()
  const all = () => [...sessions.values()]
  const hearingOf = (guildId: string | undefined) =>
    all().filter(({ shard: [id, count] }) => id === (guildId ? shardOf(guildId, count) : 0))
  const forget = (session: Session) => sessions.delete(session.id)

  world.events.on('change', (change) => {
    for (const session of hearingOf(guildOf(change))) tell(session, change, service)
  })

  return {
    hearingOf,
    forget,
    ofShard: (shard: number) => all().filter((session) => session.shard[0] === shard),
    connected: () => all().filter((session) => session.socket()),
    find: (id: string) => sessions.get(id),
    /** Begins anew; what the shard left behind cannot be resumed any more. */
    begin: (socket: WebSocket, shard: Session['shard'], intents: number) => {
      const session = createSession(shard, intents)
      for (const old of all()) if (old.shard[0] === shard[0] && !old.socket()) forget(old)
      sessions.set(session.id, session)
      session.attach(socket)
      welcome(session, service)
    },
    /** A client that says goodbye ends its session; one that is cut off does not. */
    leave: (socket: WebSocket) => {
      for (const session of all()) if (session.isOn(socket)) forget(session)
    },
  }
}

function welcome(session: Session, service: Service): void {
  const { world, bot } = service
  const [id, count] = session.shard
  const isHere = (guildId: string) => shardOf(guildId, count) === id
  const guilds = [...world.guilds.values()].filter((guild) => guild.members.has(bot.id) && isHere(guild.id))
  session.dispatch('READY', {
    v: 10,
    user: bot,
    guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: gatewayAddress(service),
    shard: session.shard,
    application: { id: bot.id, flags: 0 },
  })
  for (const guild of guilds) tell(session, { kind: 'guild-joined', guild }, service)
}

function tell(session: Session, change: Change, service: Service): void {
  const event = eventOf(change, session, service)
  if (event) session.dispatch(event.t, event.d)
}

function guildOf(change: Change): string | undefined {
  if ('guild' in change) return change.guild.id
  const channel = 'message' in change ? change.message.channel : change.channel
  return channel.guild?.id
}
