/** Choices that look like chance, and are the same again for the same seed. */
export interface Chance {
  /** From 0 up to but not including 1. */
  next(): number
  pick<T>(from: readonly T[]): T
  /** One of the names, as often as its weight says. */
  weigh<N extends string>(weights: Readonly<Record<N, number>>): N
}

/** Chance by mulberry32, which is small and good enough to mix a load. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    pick: (from) => from[Math.floor(next() * from.length)] as (typeof from)[number],
    weigh: (weights) => {
      const names = Object.keys(weights) as (keyof typeof weights)[]
      let left = next() * names.reduce((sum, name) => sum + weights[name], 0)
      for (const name of names) {
        left -= weights[name]
        if (left < 0) return name
      }
      return names[0] as (typeof names)[number]
    },
  }
}
