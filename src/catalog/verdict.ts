import { inference, type ResolvedClaim } from './resolve-claims.ts'
import type { Criterion, Data } from './schema.ts'

export type Verdict = 'yes' | 'no' | 'partial' | 'not-stated'

/** How a verdict is known: a snapshot says it, it follows from other claims, or nothing is said. */
export type Basis = 'stated' | 'inferred' | 'silent'

/** One messenger's verdict on one criterion, with everything needed to cite it. */
export interface Assessment {
  readonly messenger: string
  readonly criterion: string
  readonly verdict: Verdict
  readonly basis: Basis
  /** ISO date; of the newest snapshot read where the sources are silent. */
  readonly asOf: string
  /** Source id; absent where the sources are silent. */
  readonly source?: string
  /** The claims that decide, best first; empty where a rule decides from absence or nothing is said. */
  readonly claims: readonly ResolvedClaim[]
  /** Addresses to cite, most telling first. */
  readonly links: readonly string[]
  /** What lower-ranked sources say instead. */
  readonly disagreements: readonly Assessment[]
}

/** Assesses a messenger's current claims on one criterion: source by source, then by the sources' rank. */
export function assess(data: Data, current: CurrentClaims, messenger: string, criterion: string): Assessment {
  const ranked = Object.entries(data.sources).toSorted(([, a], [, b]) => a.rank - b.rank)
  const [decisive, ...others] = ranked.flatMap(([source]) => {
    const decided = assessBySource(data, current, messenger, criterion, source)
    return decided ? [decided] : []
  })
  if (!decisive) return silent(data, messenger, criterion)
  return { ...decisive, disagreements: others.filter((other) => other.verdict !== decisive.verdict) }
}

/** A messenger's current claims. */
export type CurrentClaims = (messenger: string) => readonly ResolvedClaim[]

function silent(data: Data, messenger: string, criterion: string): Assessment {
  const asOf = newestDate(data)
  return {
    messenger,
    criterion,
    verdict: 'not-stated',
    basis: 'silent',
    asOf,
    claims: [],
    links: [],
    disagreements: [],
  }
}

/** ISO date of the newest snapshot read. */
function newestDate(data: Data): string {
  return Object.values(data.snapshots).reduce((newest, { date }) => (date > newest ? date : newest), '')
}

function assessBySource(
  data: Data,
  current: CurrentClaims,
  messenger: string,
  id: string,
  source: string,
): Assessment | undefined {
  const criterion = data.criteria[id]
  if (!criterion) return undefined
  const claims = current(messenger).filter((claim) => claim.about === id && claim.source === source)
  const claimed = decide(claims, criterion)
  const ruled = criterion.rule && applyRule(data, current, messenger, id, criterion.rule, source)
  const winner = claimed && ruled && ruled.asOf > claimed.asOf ? ruled : (claimed ?? ruled)
  return winner && { messenger, criterion: id, source, disagreements: [], ...winner }
}

type Decision = Pick<Assessment, 'verdict' | 'basis' | 'asOf' | 'claims' | 'links'>

function decide(claims: readonly ResolvedClaim[], { combine }: Criterion): Decision | undefined {
  const scoped = claims.filter((claim) => claim.scope !== undefined)
  const refusing = scoped.filter((claim) => claim.value === 'no')
  if (combine === 'every' && refusing.length > 0) return decision('no', refusing)
  const general = claims.find((claim) => claim.scope === undefined)
  if (general) return decision(general.value as Verdict, [general])
  if (combine === 'every' || scoped.length === 0) return undefined
  const values = new Set(scoped.map((claim) => claim.value))
  return decision(values.size === 1 ? (scoped[0]?.value as Verdict) : 'partial', scoped)
}

function decision(verdict: Verdict, claims: readonly ResolvedClaim[]): Decision {
  const basis = claims.every((claim) => claim.basis === 'stated') ? 'stated' : 'inferred'
  const asOf = claims.map((claim) => claim.asOf).reduce((a, b) => (a < b ? a : b))
  return { verdict, basis, asOf, claims, links: [...new Set(claims.flatMap(linksOf))] }
}

function linksOf(claim: ResolvedClaim): readonly string[] {
  return claim.links ?? claim.premises.flatMap(linksOf)
}

function applyRule(
  data: Data,
  current: CurrentClaims,
  messenger: string,
  id: string,
  rule: NonNullable<Criterion['rule']>,
  source: string,
): Decision | undefined {
  if ('all' in rule) return combine(data, current, messenger, id, rule.all, source, 'no')
  if ('any' in rule) return combine(data, current, messenger, id, rule.any, source, 'yes')
  const card = cardOf(data, current, messenger, source)
  if ('link' in rule) {
    const link = card.find((claim) => claim.about === 'link' && claim.scope === rule.link)
    return link && ruled('yes', messenger, id, [link])
  }
  const listed = newestDownloads(card)
  if (listed.length === 0) return undefined
  const matching = listed.filter((claim) => rule.download.includes(claim.scope ?? ''))
  if (matching.length > 0) return ruled('yes', messenger, id, matching)
  return { verdict: rule.absent, basis: 'inferred', asOf: listed[0]?.asOf ?? '', claims: [], links: [] }
}

/** The links and downloads of a messenger; a variant shares the card of what it is a variant of. */
function cardOf(data: Data, current: CurrentClaims, messenger: string, source: string): readonly ResolvedClaim[] {
  const { kind, parent } = data.messengers[messenger] ?? {}
  if (kind === 'variant' && parent) return cardOf(data, current, parent, source)
  return kind === 'messenger' ? current(messenger).filter((claim) => claim.source === source) : []
}

/** The downloads in the newest list a source gives. */
export function newestDownloads(claims: readonly ResolvedClaim[]): ResolvedClaim[] {
  const downloads = claims.filter((claim) => claim.about === 'download')
  const newest = downloads.reduce((date, claim) => (claim.asOf > date ? claim.asOf : date), '')
  return downloads.filter((claim) => claim.asOf === newest)
}

/** One "no" decides what must hold of all, one "yes" what need hold of any. */
function combine(
  data: Data,
  current: CurrentClaims,
  messenger: string,
  id: string,
  criteria: readonly string[],
  source: string,
  deciding: 'yes' | 'no',
): Decision | undefined {
  const parts = criteria.map((part) => assessBySource(data, current, messenger, part, source))
  const decisive = parts.filter((part) => part?.verdict === deciding)
  const used = decisive.length > 0 ? decisive : parts
  if (!used.every((part) => part !== undefined && part.verdict !== 'partial')) return undefined
  const premises = used.flatMap((part) => part?.claims ?? [])
  const asOf = used.flatMap((part) => part?.asOf ?? []).reduce((a, b) => (a < b ? a : b))
  const otherwise = deciding === 'yes' ? 'no' : 'yes'
  return { ...ruled(decisive.length > 0 ? deciding : otherwise, messenger, id, premises), asOf }
}

function ruled(verdict: Verdict, messenger: string, id: string, premises: readonly ResolvedClaim[]): Decision {
  const { asOf } = inference(messenger, id, { about: id, value: verdict, inferredFrom: [] }, premises)
  return { verdict, basis: 'inferred', asOf, claims: premises, links: [...new Set(premises.flatMap(addressesOf))] }
}

function addressesOf(claim: ResolvedClaim): readonly string[] {
  return typeof claim.value === 'string' && claim.value.startsWith('http') ? [claim.value] : linksOf(claim)
}
