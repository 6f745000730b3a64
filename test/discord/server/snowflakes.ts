import type { Clock } from './clock.ts'

const discordEpoch = 1_420_070_400_000

/** Makes ids as Discord does, from the time and a counter. Guilds made one after the other fall on different shards. */
export function createSnowflakes(clock: Clock) {
  let count = 0n
  let guilds = 0
  const at = (time: number) => BigInt(time - discordEpoch) << 22n
  return {
    next: (age = 0) => String(at(clock.now() - age) + (count++ % (1n << 22n))),
    nextGuild: () => String(at(Date.UTC(2020, 0) + guilds++)),
  }
}

/** The shard that hears of a guild. */
export function shardOf(guildId: string, shards: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(shards))
}
