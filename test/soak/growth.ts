import { median } from '../bench/median.ts'
import type { Sample } from './samples.ts'

/** How something went in the course of a soak. */
export interface Course {
  readonly what: string
  readonly second: number
  readonly last: number
  readonly highest: number
  /** What it may have grown to by the last quarter. */
  readonly bound: number
  readonly isGood: boolean
}

const [KiB, MiB] = [1024, 1024 ** 2]

/**
 * What each figure may grow by from the second to the last quarter of the samples. Medians of quarters do not heed single
 * peaks, and the first quarter is left out: until then caches fill and code is compiled. A leak of what one question
 * needs at the least, 1 KiB, would at three questions a second make 5 MiB between the two quarters of an hour.
 */
const bounds: Readonly<Record<string, (second: number, asked: number) => number>> = {
  // V8 takes and gives back memory in steps of some MiB as its generations fill; what it keeps is bounded by the next line.
  'resident memory': (second) => second + Math.max(6 * MiB, 0.05 * second),
  // What is left after collections; full ones are rare.
  'JavaScript heap': (second) => second + 4 * MiB,
  // A connection to each server that is being made anew beside the old one.
  'open files and sockets': (second) => second + 6,
  threads: (second) => second + 1,
  'timers, sockets and other active resources': (second) => second + 10,
  // A row of a question is half a KiB: ids of event, room, asker and answer, a digest, two indexes.
  'matrix/matrix.sqlite': (second, asked) => second + asked * KiB,
  'discord/discord.sqlite': (second, asked) => second + asked * KiB,
  // Group sessions of both sides, each good for a hundred messages, of about 4 KiB.
  'matrix/encryption/encryption.sqlite': (second, asked) => second + asked * KiB,
  // Settings and cards of the same few places.
  'messenger-guide.sqlite': (second) => second + 64 * KiB,
}

/** SQLite begins its log anew after a thousand pages of 4 KiB, which it then fills again; a large transaction adds its own. */
const largestLog = 6 * MiB

/** How each figure went, by the samples of one process. */
export function judgeGrowth(samples: readonly Sample[]): readonly Course[] {
  const quarter = Math.floor(samples.length / 4)
  const [second, last] = [samples.slice(quarter, 2 * quarter), samples.slice(-quarter)]
  const asked = (last.at(0)?.asked ?? 0) - (second.at(0)?.asked ?? 0)
  // Between two collections the heap saws up and down: its lowest is nearest to what is in use.
  const typical = (what: string) => (what === 'JavaScript heap' ? lowest : median)
  const names = new Set(samples.flatMap(({ figures }) => Object.keys(figures)))
  return [...names].map((what) => {
    const of = (some: readonly Sample[]) => some.flatMap(({ figures }) => figures[what] ?? [])
    const [before, after] = [typical(what)(of(second)), typical(what)(of(last))]
    const bound = what.endsWith('-wal') ? largestLog : (bounds[what]?.(before, asked) ?? Number.NaN)
    return { what, second: before, last: after, highest: Math.max(...of(samples)), bound, isGood: after <= bound }
  })
}

function lowest(values: readonly number[]): number {
  return Math.min(...values)
}
