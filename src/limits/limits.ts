import { once } from '../once.ts'

/** How many questions are answered in so many seconds. */
export interface Limit {
  readonly count: number
  readonly seconds: number
}

/** What the operator allows one person, and a place as a whole. */
export interface Limits {
  readonly perAsker: Limit
  readonly perPlace: Limit
}

/** What is allowed where the operator says nothing. */
export const usualLimits: Limits = { perAsker: { count: 10, seconds: 60 }, perPlace: { count: 60, seconds: 60 } }

/** What becomes of a question: it is answered, its asker is told to wait so many seconds, or it is passed over. */
export type Admission = 'answer' | { readonly wait: number } | 'silence'

/** Counts questions; a place may choose to allow fewer than the operator. */
export type Admit = (asker: string, place: string, chosen: Chosen) => Promise<Admission>

interface Chosen {
  readonly perAsker?: number
  readonly perPlace?: number
  /** Whether its asker is told of each question too many, not of the first one alone. */
  readonly mustAnswer?: boolean
}

/** Counts questions within what the operator allows. */
export function createAdmission(limits: Limits): Admit {
  const counters = once(() => openCounters(limits))
  const atMost = (chosen: number | undefined, allowed: number) => Math.min(chosen ?? allowed, allowed)
  return async (asker, place, chosen) => {
    const { mustAnswer } = chosen
    const perAsker = atMost(chosen.perAsker, limits.perAsker.count)
    const perPlace = atMost(chosen.perPlace, limits.perPlace.count)
    const refuse = (counted: Counted, most: number) =>
      refusal(counted, mustAnswer ? Number.POSITIVE_INFINITY : most + 1)
    const { askers, places } = await counters()
    const byAsker = await askers.consume(asker)
    // Who is over a limit does not use up that of the place.
    if (byAsker.consumedPoints > limits.perAsker.count) return refuse(byAsker, limits.perAsker.count)
    // What somebody asks elsewhere does not count towards what a place has chosen.
    const byAskerThere = await askers.consume(`${asker} ${place}`)
    if (byAskerThere.consumedPoints > perAsker) return refuse(byAskerThere, perAsker)
    const byPlace = await places.consume(place)
    return byPlace.consumedPoints > perPlace ? refuse(byPlace, perPlace) : 'answer'
  }
}

/** Loaded when the first question comes, and without the databases that the library can count in: those take 6 MiB. */
async function openCounters({ perAsker, perPlace }: Limits) {
  const { default: Counter } = await import('rate-limiter-flexible/lib/RateLimiterMemory.js')
  const points = Number.MAX_SAFE_INTEGER
  return {
    askers: new Counter({ points, duration: perAsker.seconds }),
    places: new Counter({ points, duration: perPlace.seconds }),
  }
}

interface Counted {
  readonly consumedPoints: number
  readonly msBeforeNext: number
}

/** Its asker is told of a question too many up to the last one that counts, and of none after it. */
function refusal({ consumedPoints, msBeforeNext }: Counted, last: number): Admission {
  return consumedPoints <= last ? { wait: Math.ceil(msBeforeNext / 1000) } : 'silence'
}
