import { byDate } from './dates.ts'
import type { Claim, Data, Snapshot } from './schema.ts'

/** A claim with its address and where it stands. */
export interface ResolvedClaim extends Claim {
  readonly messenger: string
  readonly id: string
  readonly source: string
  readonly basis: 'stated' | 'inferred'
  /** ISO date: the newest snapshot that says it; for an inference the oldest of its premises. */
  readonly asOf: string
  /** ISO date of the oldest snapshot that says it. */
  readonly since: string
  /** Snapshot ids, oldest first; of the premises for an inference. */
  readonly snapshots: readonly string[]
  /** The claims an inference rests on. */
  readonly premises: readonly ResolvedClaim[]
}

/** An older claim and what took its place. */
export interface SupersededClaim {
  readonly older: ResolvedClaim
  readonly newer: ResolvedClaim
}

/** What each source says today of one messenger, and what it used to say. */
export interface ResolvedMessenger {
  /** Claims that hold, every source's own, in file order. */
  readonly current: readonly ResolvedClaim[]
  readonly superseded: readonly SupersededClaim[]
}

/**
 * Settles all claims, source by source: for the same subject and scope the newest snapshot that speaks wins, an older
 * different claim is history, and an inference holds as long as its premises do.
 */
export function resolveClaims(data: Data): ReadonlyMap<string, ResolvedMessenger> {
  const stated = Object.values(data.messengers).flatMap((messenger) =>
    Object.entries(messenger.claims).flatMap(([id, claim]) => statedClaims(data.snapshots, messenger.id, id, claim)),
  )
  const settled = settle(stated)
  const inferred = inferClaims(data, settled.current)
  const { current, superseded } = settle([...settled.current, ...inferred])
  const byMessenger = Map.groupBy(inFileOrder(data, current), ({ messenger }) => messenger)
  const history = Map.groupBy([...settled.superseded, ...superseded], ({ older }) => older.messenger)
  return new Map(
    Object.keys(data.messengers).map((id) => [
      id,
      { current: byMessenger.get(id) ?? [], superseded: history.get(id) ?? [] },
    ]),
  )
}

function statedClaims(
  snapshots: Readonly<Record<string, Snapshot>>,
  messenger: string,
  id: string,
  claim: Claim,
): ResolvedClaim[] {
  const bySource = Map.groupBy(claim.saidBy ?? [], (snapshot) => snapshots[snapshot]?.source ?? '')
  return [...bySource].map(([source, ids]) => {
    const ordered = ids.toSorted((a, b) => byDate(dateOf(snapshots, a), dateOf(snapshots, b)))
    return {
      ...claim,
      messenger,
      id,
      source,
      basis: 'stated',
      asOf: dateOf(snapshots, ordered.at(-1) ?? ''),
      since: dateOf(snapshots, ordered[0] ?? ''),
      snapshots: ordered,
      premises: [],
    }
  })
}

function dateOf(snapshots: Readonly<Record<string, Snapshot>>, id: string): string {
  return snapshots[id]?.date ?? ''
}

/** Repeats until nothing more follows, because an inference may rest on another. */
function inferClaims(data: Data, stated: readonly ResolvedClaim[]): ResolvedClaim[] {
  const known = new Map(stated.map((claim) => [`${claim.messenger}.${claim.id}`, claim]))
  const inferred: ResolvedClaim[] = []
  let open = Object.values(data.messengers).flatMap((messenger) =>
    Object.entries(messenger.claims)
      .filter(([, claim]) => claim.inferredFrom)
      .map(([id, claim]) => ({ messenger: messenger.id, id, claim })),
  )
  for (let progress = true; progress; ) {
    progress = false
    open = open.filter(({ messenger, id, claim }) => {
      const premises = (claim.inferredFrom ?? []).map((reference) =>
        known.get(reference.includes('.') ? reference : `${messenger}.${reference}`),
      )
      if (!premises.every((premise) => premise !== undefined)) return true
      const resolved = inference(messenger, id, claim, premises)
      known.set(`${messenger}.${id}`, resolved)
      inferred.push(resolved)
      progress = true
      return false
    })
  }
  return inferred
}

/** A conclusion is as old as its oldest premise. */
export function inference(
  messenger: string,
  id: string,
  claim: Claim,
  premises: readonly ResolvedClaim[],
): ResolvedClaim {
  const oldest = premises.toSorted((a, b) => byDate(a.asOf, b.asOf))[0]
  return {
    ...claim,
    messenger,
    id,
    source: oldest?.source ?? '',
    basis: 'inferred',
    asOf: oldest?.asOf ?? '',
    since: oldest?.since ?? '',
    snapshots: oldest ? oldest.snapshots.slice(-1) : [],
    premises,
  }
}

function settle(claims: readonly ResolvedClaim[]): { current: ResolvedClaim[]; superseded: SupersededClaim[] } {
  const current: ResolvedClaim[] = []
  const superseded: SupersededClaim[] = []
  const bySubject = Map.groupBy(
    claims,
    (claim) => `${claim.messenger} ${claim.about} ${claim.scope ?? ''} ${claim.source}`,
  )
  for (const rivals of bySubject.values()) {
    const [winner, ...others] = rivals.toSorted(newestFirst)
    if (!winner) continue
    current.push(winner)
    for (const other of others)
      if (!sameValue(other.value, winner.value)) superseded.push({ older: other, newer: winner })
  }
  const replaced = current.filter((claim) => claim.supersededBy)
  for (const older of replaced) {
    const newer = current.find(
      (claim) =>
        claim.messenger === older.messenger && claim.id === older.supersededBy && claim.source === older.source,
    )
    if (newer) superseded.push({ older, newer })
  }
  const gone = new Set(superseded.map(({ older }) => older))
  return { current: current.filter((claim) => !gone.has(claim)), superseded }
}

/** The newest first; at the same date what is stated comes before what is inferred. */
function newestFirst(a: ResolvedClaim, b: ResolvedClaim): number {
  return byDate(b.asOf, a.asOf) || (a.basis === b.basis ? 0 : a.basis === 'stated' ? -1 : 1)
}

/** Whether two claim values say the same. */
function sameValue(a: Claim['value'], b: Claim['value']): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function inFileOrder(data: Data, claims: readonly ResolvedClaim[]): ResolvedClaim[] {
  const order = new Map<string, number>()
  for (const messenger of Object.values(data.messengers))
    for (const id of Object.keys(messenger.claims)) order.set(`${messenger.id}.${id}`, order.size)
  const rank = (claim: ResolvedClaim) => order.get(`${claim.messenger}.${claim.id}`) ?? 0
  return claims.toSorted((a, b) => rank(a) - rank(b))
}
