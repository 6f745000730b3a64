/** What somebody did that the bot should react to, or, as `chatter`, should not. */
export type Kind = 'question' | 'direct question' | 'edit' | 'deletion' | 'rejection' | 'interaction' | 'chatter'

export type Platform = 'matrix' | 'discord'

/** An entry of the ledger. */
export interface Asked {
  readonly platform: Platform
  readonly kind: Kind
  readonly place: string
  readonly asker: string
  /** In milliseconds since 1970. */
  readonly at: number
  /** How often the bot reacted: its answers, its edits of one, its taking one back. */
  readonly reactions: () => number
  /** Whether somebody took the question or its answer away, so that nothing may be left of it. */
  isWithdrawn?: boolean
}

/** A time in which a platform and the bot could not reach each other. */
export interface Outage {
  readonly platform: Platform | 'both'
  readonly from: number
  readonly to: number
  /** Whether what was missed can be had again only by looking for it. */
  readonly forgets: boolean
}

/** What the operator of the soak allows. */
export interface Rules {
  /** Questions of one person in a minute. */
  readonly perAsker: number
  /** Up to what age questions are answered that were asked during an outage, in milliseconds. */
  readonly catchUp: number
}

export type Verdict = 'answered' | 'passed over' | 'withdrawn' | 'lapsed' | 'left alone' | 'twice' | 'unaccounted'

/** An entry with what became of it. */
export interface Settled {
  readonly asked: Asked
  readonly verdict: Verdict
}

/**
 * How long after an outage the bot may take to be back, in milliseconds: both adapters wait up to half a minute between
 * attempts, and what they missed takes a little.
 */
export const recovery = 40_000

/** How long something that cannot be told again may take from being done to being answered, in milliseconds. */
const inFlight = 5_000

/** Of the questions that were asked in a place during an outage the bot answers the latest. */
const mostMissed = 20

/** Everything that was asked. */
export interface Ledger {
  note(asked: Asked): Asked
  /** How much was asked so far. */
  size(): number
  /** What became of all of it, to be asked once the bot had time to answer the last. */
  settle(outages: readonly Outage[], rules: Rules): readonly Settled[]
}

/** Opens an empty ledger. */
export function openLedger(): Ledger {
  const entries: Asked[] = []
  return {
    note: (asked) => {
      entries.push(asked)
      return asked
    },
    size: () => entries.length,
    settle: (outages, rules) => {
      const isPassedOver = limitOf(entries, rules.perAsker)
      const isLapsed = lapseOf(entries, outages, rules.catchUp)
      return entries.map((asked) => ({ asked, verdict: verdictOf(asked, isPassedOver, isLapsed) }))
    },
  }
}

type Test = (asked: Asked) => boolean

function verdictOf(asked: Asked, isPassedOver: Test, isLapsed: Test): Verdict {
  const reactions = asked.reactions()
  if (asked.kind === 'chatter') return reactions === 0 ? 'left alone' : 'unaccounted'
  if (reactions > 1) return 'twice'
  if (asked.isWithdrawn) return 'withdrawn'
  if (reactions === 1) return 'answered'
  if (isPassedOver(asked)) return 'passed over'
  return isLapsed(asked) ? 'lapsed' : 'unaccounted'
}

/** Whoever asked more than is allowed within a minute and what an outage may push together is told once, then passed over. */
function limitOf(entries: readonly Asked[], perAsker: number): Test {
  const counted = entries.filter(({ kind }) => !['chatter', 'deletion', 'rejection'].includes(kind))
  const byAsker = Map.groupBy(counted, ({ platform, asker }) => `${platform} ${asker}`)
  return ({ platform, asker, at }) => {
    const recent = (byAsker.get(`${platform} ${asker}`) ?? []).filter((one) => one.at <= at && one.at > at - 60_000)
    return recent.length > perAsker + 1
  }
}

function lapseOf(entries: readonly Asked[], outages: readonly Outage[], catchUp: number): Test {
  const isTooOld = ({ at }: Asked, { from, to }: Outage) => at >= from && at < to && to + recovery - at > catchUp
  /** Nobody tells these again: on Discord interactions, and after a new start what happened to messages. */
  const isLost = ({ platform, kind, at }: Asked, { from, to, forgets }: Outage) =>
    platform === 'discord' &&
    (kind === 'interaction' || (forgets && kind !== 'question')) &&
    at > from - inFlight &&
    at < to + inFlight
  const isOvertaken = (asked: Asked, { from, to, forgets }: Outage) =>
    forgets &&
    asked.at > from &&
    entries.filter(({ place, at }) => place === asked.place && at > asked.at && at < to + recovery).length >= mostMissed
  return (asked) =>
    outages.some(
      (outage) =>
        (outage.platform === 'both' || outage.platform === asked.platform) &&
        [isTooOld, isLost, isOvertaken].some((isSo) => isSo(asked, outage)),
    )
}
