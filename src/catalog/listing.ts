import { byDate } from './dates.ts'
import type { Data, Snapshot } from './schema.ts'

/** Where a messenger stands in the newest list of picks, and where it stood before. */
export interface Listing {
  /** Tier in the newest listing; absent when that listing does not name the messenger. */
  readonly tier?: string
  /** Id of the warning that stands over the tier. */
  readonly warning?: string
  /** ISO date of the first listing that no longer names it. */
  readonly delisted?: string
  /** Every change of tier, oldest first, with the ISO date of the first snapshot that shows it. */
  readonly changes: readonly { readonly date: string; readonly tier?: string }[]
}

type Listed = Snapshot & { readonly id: string; readonly listing: NonNullable<Snapshot['listing']> }

/** The snapshots with a listing of the best-ranked source that has any, oldest first. */
export function listingSnapshots(data: Data): readonly Listed[] {
  const ranked = Object.entries(data.sources).toSorted(([, a], [, b]) => a.rank - b.rank)
  for (const [source] of ranked) {
    const listed = Object.entries(data.snapshots).flatMap(([id, snapshot]) =>
      snapshot.source === source && snapshot.listing ? [{ ...snapshot, id, listing: snapshot.listing }] : [],
    )
    if (listed.length > 0) return listed.toSorted((a, b) => byDate(a.date, b.date))
  }
  return []
}

/** A messenger's place in the listings; a protocol, variant or companion has the place of its parent. */
export function listingOf(data: Data, snapshots: readonly Listed[], messenger: string): Listing {
  const { kind, parent } = data.messengers[messenger] ?? {}
  if (kind !== 'messenger' && parent) return listingOf(data, snapshots, parent)
  const places = snapshots.map(({ date, listing }) => ({
    date,
    ...listing.find(({ messengers }) => messengers.includes(messenger)),
  }))
  const changes = places
    .filter(({ tier }, index) => tier !== places[index - 1]?.tier)
    .map(({ date, tier }) => (tier === undefined ? { date } : { date, tier }))
  const { tier, warning } = places.at(-1) ?? {}
  const delisted = tier === undefined && changes.length > 0 ? changes.at(-1)?.date : undefined
  return {
    changes,
    ...(tier === undefined ? {} : { tier }),
    ...(warning === undefined ? {} : { warning }),
    ...(delisted === undefined ? {} : { delisted }),
  }
}
