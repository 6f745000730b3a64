import { randomBytes } from 'node:crypto'
import { GatewayIntentBits } from 'discord.js'
import type { WebSocket } from 'ws'

const keptEvents = 5000

/** What a shard of a client is told; it outlives its connection, so that missed events can be replayed. */
export function createSession(shard: readonly [id: number, count: number], intents: number) {
  const sent: { readonly s: number; readonly text: string }[] = []
  let sequence = 0
  let socket: WebSocket | undefined
  return {
    id: randomBytes(16).toString('hex'),
    shard,
    has: (intent: keyof typeof GatewayIntentBits) => (intents & GatewayIntentBits[intent]) !== 0,
    socket: () => (socket?.readyState === socket?.OPEN ? socket : undefined),
    isOn: (one: WebSocket) => socket === one,
    attach: (to: WebSocket) => {
      socket = to
    },
    dispatch: (t: string, d: unknown) => {
      sequence++
      const text = JSON.stringify({ op: 0, t, s: sequence, d })
      sent.push({ s: sequence, text })
      if (sent.length > keptEvents) sent.shift()
      socket?.send(text)
    },
    replay: (after: number) => {
      for (const { s, text } of sent) if (s > after) socket?.send(text)
    },
    /** Whether all that was sent after an event can still be replayed. */
    reachesBackTo: (after: number) => after <= sequence && after >= (sent[0]?.s ?? 1) - 1,
  }
}

export type Session = ReturnType<typeof createSession>
