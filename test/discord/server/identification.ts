import { GatewayIntentBits } from 'discord.js'
import type { Service } from './service.ts'

/** What a client says of itself. */
export interface Identify {
  readonly token: string
  readonly intents: number
  readonly shard?: readonly [id: number, count: number]
}

const every = Object.values(GatewayIntentBits).reduce<number>((all, bit) => all | Number(bit), 0)
const privileged = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences
const perBucket = 5000

/** Decides who may come in, and how fast one after the other. */
export function createIdentification({ token, messageContent, maxConcurrency, clock }: Service) {
  const last = new Map<number, number>()
  const notAllowed = messageContent ? privileged : privileged | GatewayIntentBits.MessageContent

  const isTooFast = (shard: number) => {
    const bucket = shard % maxConcurrency
    const since = clock.now() - (last.get(bucket) ?? 0)
    last.set(bucket, clock.now())
    return since < perBucket
  }
  return {
    /** The code to close the connection with, if any. */
    refuse: ({ token: given, intents, shard: [id, count] = [0, 1] }: Identify): number | 'too-fast' | undefined => {
      if (given !== token) return 4004
      if (!Number.isInteger(id) || id < 0 || id >= count) return 4010
      if (!Number.isInteger(intents) || intents & ~every) return 4013
      if (intents & notAllowed) return 4014
      return isTooFast(id) ? 'too-fast' : undefined
    },
  }
}
