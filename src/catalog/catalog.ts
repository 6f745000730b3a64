import { byDate } from './dates.ts'
import { type Listing, listingOf, listingSnapshots } from './listing.ts'
import { type ResolvedClaim, resolveClaims, type SupersededClaim } from './resolve-claims.ts'
import type { Criterion, Data, Messenger, Need, Snapshot } from './schema.ts'
import { type Assessment, assess, newestDownloads } from './verdict.ts'

export type CriteriaList = 'minimum' | 'best-case'

/** A snapshot with its id. */
export interface DatedSnapshot extends Snapshot {
  readonly id: string
}

/** Something to look for in a messenger: a criterion with the value wanted. */
export interface Condition {
  readonly criterion: string
  readonly value: 'yes' | 'no'
}

/** The messengers that definitely meet all conditions, those the sources are silent or undecided on, and the rest. */
export interface Selection {
  readonly satisfying: readonly string[]
  readonly unknown: readonly string[]
  readonly excluded: readonly string[]
}

/** Everything known about messengers, settled: verdicts, facts, listings and history. */
export interface Catalog {
  readonly data: Data
  /** Ids of the messengers proper, in the order of the newest listing, those no longer listed last. */
  readonly messengers: readonly string[]
  /** Ids of everything that can be asked about: messengers, then what is beneath each. */
  readonly subjects: readonly string[]
  /** Ids of all named criteria: minimum, best case, further ones, platforms. */
  readonly criteria: readonly string[]
  /** The newest snapshot with a listing. */
  readonly guide: DatedSnapshot
  messenger(id: string): Messenger
  criterion(id: string): Criterion
  /** Which of the guide's two lists a criterion is in today. */
  criteriaListOf(criterion: string): CriteriaList | undefined
  listing(messenger: string): Listing
  assessment(messenger: string, criterion: string): Assessment
  /** Claims that hold and are neither a named criterion nor an address. */
  facts(messenger: string): readonly ResolvedClaim[]
  links(messenger: string): readonly ResolvedClaim[]
  downloads(messenger: string): readonly ResolvedClaim[]
  history(messenger: string): readonly SupersededClaim[]
  /** The snapshots that say something of a messenger, newest first, with how many claims each. */
  snapshots(messenger: string): readonly { readonly snapshot: DatedSnapshot; readonly claims: number }[]
  /** The messengers that meet one condition of each group. */
  select(groups: readonly (readonly Condition[])[]): Selection
  need(id: string): Need | undefined
}

/** Settles the data once; verdicts are computed when first asked for. */
export function createCatalog(data: Data): Catalog {
  const resolved = resolveClaims(data)
  const current = (messenger: string) => resolved.get(messenger)?.current ?? []
  const listed = listingSnapshots(data)
  const guide = listed.at(-1)
  if (!guide) throw new Error('No snapshot has a listing: add one to data/snapshots.yaml')
  const messengers = inListingOrder(data, guide)
  const assessments = new Map<string, Assessment>()
  const listings = new Map<string, Listing>()

  const messenger = (id: string) => known(data.messengers[id], 'messenger', id)
  const assessment = (id: string, criterion: string) =>
    remember(assessments, `${id} ${criterion}`, () => assess(data, current, id, criterion))
  return {
    data,
    messengers,
    subjects: messengers.flatMap((id) => [id, ...beneath(data, id)]),
    criteria: criteriaInOrder(data, guide),
    guide,
    messenger,
    criterion: (id) => known(data.criteria[id], 'criterion', id),
    criteriaListOf: (id) =>
      guide.criteria?.minimum.includes(id)
        ? 'minimum'
        : guide.criteria?.['best-case'].includes(id)
          ? 'best-case'
          : undefined,
    listing: (id) => remember(listings, id, () => listingOf(data, listed, id)),
    assessment,
    facts: (id) =>
      preferred(
        data,
        current(id).filter((claim) => !isNamed(data, claim) && !isAddress(data, claim)),
      ),
    links: (id) =>
      preferred(
        data,
        current(id).filter((claim) => data.criteria[claim.about]?.type === 'link'),
      ),
    downloads: (id) => preferred(data, newestDownloads(current(id))),
    history: (id) => resolved.get(id)?.superseded ?? [],
    snapshots: (id) => snapshotsOf(data, id),
    select: (groups) => select(messengers, groups, assessment),
    need: (id) => data.needs[id],
  }
}

/** Whether a criterion is one that people can ask for by name. */
export function isNamedCriterion(criterion: Criterion | undefined): boolean {
  return criterion?.type === 'verdict' && (criterion.desired !== undefined || criterion.platform === true)
}

function isNamed(data: Data, claim: ResolvedClaim): boolean {
  return isNamedCriterion(data.criteria[claim.about])
}

function isAddress(data: Data, claim: ResolvedClaim): boolean {
  const type = data.criteria[claim.about]?.type
  return type === 'link' || type === 'download'
}

/** Where sources state the same subject, the claim of the best-ranked one. */
function preferred(data: Data, claims: readonly ResolvedClaim[]): ResolvedClaim[] {
  const best = new Map<string, ResolvedClaim>()
  const rank = (claim: ResolvedClaim) => data.sources[claim.source]?.rank ?? Number.POSITIVE_INFINITY
  for (const claim of claims) {
    const key = `${claim.about} ${claim.scope ?? ''}`
    const rival = best.get(key)
    if (!rival || rank(claim) < rank(rival)) best.set(key, claim)
  }
  return [...best.values()]
}

function known<T>(value: T | undefined, what: string, id: string): T {
  if (value === undefined) throw new Error(`There is no ${what} "${id}"`)
  return value
}

function remember<V>(memory: Map<string, V>, key: string, make: () => V): V {
  const value = memory.get(key) ?? make()
  memory.set(key, value)
  return value
}

function inListingOrder(data: Data, guide: Snapshot): string[] {
  const proper = Object.values(data.messengers).filter(({ kind }) => kind === 'messenger')
  const listed = guide.listing?.flatMap(({ messengers }) => messengers) ?? []
  const unlisted = proper.map(({ id }) => id).filter((id) => !listed.includes(id))
  return [...listed.filter((id) => data.messengers[id]), ...unlisted]
}

function beneath(data: Data, parent: string): string[] {
  return Object.values(data.messengers)
    .filter((messenger) => messenger.parent === parent)
    .flatMap(({ id }) => [id, ...beneath(data, id)])
}

function criteriaInOrder(data: Data, guide: Snapshot): string[] {
  const listed = [...(guide.criteria?.minimum ?? []), ...(guide.criteria?.['best-case'] ?? [])]
  const further = Object.keys(data.criteria).filter((id) => isNamedCriterion(data.criteria[id]) && !listed.includes(id))
  return [...listed, ...further]
}

function snapshotsOf(data: Data, messenger: string): { snapshot: DatedSnapshot; claims: number }[] {
  const claims = Object.values(data.messengers[messenger]?.claims ?? {})
  return Object.entries(data.snapshots)
    .map(([id, snapshot]) => ({
      snapshot: { ...snapshot, id },
      claims: claims.filter((claim) => claim.saidBy?.includes(id)).length,
    }))
    .filter(({ claims }) => claims > 0)
    .toSorted((a, b) => byDate(b.snapshot.date, a.snapshot.date))
}

/**
 * Three-valued: only "no" satisfies a negation, "partial" satisfies neither, silence leaves open. Of alternatives one
 * that is met suffices.
 */
function select(
  messengers: readonly string[],
  groups: readonly (readonly Condition[])[],
  assessment: Catalog['assessment'],
): Selection {
  const selection = { satisfying: [] as string[], unknown: [] as string[], excluded: [] as string[] }
  for (const messenger of messengers) {
    const results = groups.map((alternatives) => {
      const verdicts = alternatives.map(({ criterion, value }) => {
        const { verdict } = assessment(messenger, criterion)
        return verdict === value ? 'met' : verdict === 'not-stated' ? 'open' : 'failed'
      })
      return verdicts.includes('met') ? 'met' : verdicts.includes('open') ? 'open' : 'failed'
    })
    if (results.includes('failed')) selection.excluded.push(messenger)
    else if (results.includes('open')) selection.unknown.push(messenger)
    else selection.satisfying.push(messenger)
  }
  return selection
}
