import {
  type Answer,
  type Block,
  code,
  type FactEntry,
  type Inline,
  type Line,
  list,
  notice,
  paragraph,
  strong,
  text,
} from '../answer/document.ts'
import { createDraft, type Draft } from '../answer/draft.ts'
import type { Listing } from '../catalog/listing.ts'
import type { Named, NameKind } from '../catalog/names.ts'
import type { ResolvedClaim } from '../catalog/resolve-claims.ts'
import type { Assessment } from '../catalog/verdict.ts'
import { isolate } from '../language/direction.ts'
import type { Context } from './command.ts'

/** A notice with its kind in words, because a colour or sign alone tells nothing to some readers. */
export function warn(draft: Draft, message: string): Block {
  return notice('warning', strong(text(`${draft.voice.say('notice.warning')}${draft.voice.space}`)), text(message))
}

/** A remark that is no warning. */
export function inform(draft: Draft, message: string): Block {
  return notice('info', strong(text(`${draft.voice.say('notice.note')}${draft.voice.space}`)), text(message))
}

/** A few sentences about the bot itself. */
export function remark({ catalog, voice }: Context, ...sentences: readonly string[]): Answer {
  const draft = createDraft(catalog, voice, 'meta')
  draft.add(...sentences.map((sentence) => paragraph(text(sentence))))
  return draft.finish()
}

/** What a platform calls a right. */
export function rightTo(what: 'pin' | 'moderate', { voice, place }: Context): string {
  const key = `rights.${what}.${place.platform}`
  return voice.recite(voice.knows(key) ? key : `rights.${what}.other`)
}

/** Something to type here; the name of its command is left out where it is not needed. */
export function typed({ prefix, takesAnything }: Context, command: 'ask' | 'card', what: string): Inline {
  return code([prefix, ...(takesAnything ? [] : [command]), what].join(' '))
}

/** Where a messenger stands in the newest listing, in words. */
export function standing({ voice }: Draft, listing: Listing): string {
  if (listing.delisted) return voice.say('listing.delisted', { date: voice.date(listing.delisted) })
  return listing.tier ? voice.recite(`tiers.${listing.tier}`) : voice.say('listing.unlisted')
}

/** Warnings that hold for messengers: each tier's once, then who is delisted. */
export function listingWarnings(draft: Draft, messengers: readonly string[]): Block[] {
  const listings = messengers.map((id) => ({ id, ...draft.catalog.listing(id) }))
  const warned = Map.groupBy(
    listings.filter(({ warning }) => warning !== undefined),
    ({ warning }) => warning,
  )
  const tiers = [...warned].map(([warning, members]) => {
    const about = draft.voice.list(members.map(({ id }) => draft.name(id)))
    return warn(draft, `${about}${draft.voice.colon}${draft.voice.recite(`warnings.${warning}`)}`)
  })
  const delisted = listings.flatMap(({ id, delisted }) =>
    delisted === undefined
      ? []
      : [
          warn(
            draft,
            draft.voice.say('listing.delistedNotice', {
              name: draft.catalog.messenger(id).name,
              date: draft.voice.date(delisted),
            }),
          ),
        ],
  )
  return [...tiers, ...delisted]
}

/** Says that the newest snapshot is old, once it is more than a year old. */
export function staleness(draft: Draft, now: Date): Block[] {
  const yearAfter = new Date(draft.catalog.guide.date)
  yearAfter.setUTCFullYear(yearAfter.getUTCFullYear() + 1)
  if (now <= yearAfter) return []
  return [inform(draft, draft.voice.say('notice.stale', { date: draft.voice.date(draft.catalog.guide.date) }))]
}

/** Names the messengers asked about that the guide does not cover, without a judgement. */
export function notCoveredNotice(draft: Draft, { catalog, notCovered }: Context): Block[] {
  if (notCovered.length === 0) return []
  const names = notCovered.map((id) => isolate(catalog.data.notCovered[id]?.name ?? id))
  return [inform(draft, draft.voice.say('notice.notCovered', { names: draft.voice.list(names) }))]
}

/** A verdict with its reason, under a name. */
export function verdictEntry(draft: Draft, label: Line, assessment: Assessment): FactEntry {
  const detail = draft.reason(assessment)
  return { label, value: draft.verdict(assessment), ...(detail ? { detail } : {}) }
}

/** The label of a criterion. */
export function criterionName({ voice }: Draft, criterion: string): string {
  return voice.recite(`criteria.${criterion}.name`)
}

/** The name of anything that has one, in the answer's language. */
export function thingName({ catalog, voice }: Pick<Draft, 'catalog' | 'voice'>, { kind, id }: Named): string {
  const names: { readonly [K in NameKind]: () => string } = {
    messenger: () => catalog.messenger(id).name,
    'not-covered': () => catalog.data.notCovered[id]?.name ?? id,
    criterion: () => voice.recite(`criteria.${id}.name`),
    term: () => voice.recite(`terms.${id}.name`),
    need: () => voice.recite(`needs.${id}`),
    command: () => id,
    section: () => voice.recite(`sections.${id}`),
    language: () => voice.languageName(id),
  }
  return names[kind]()
}

/** A messenger's name before what is said of it. */
export function named(draft: Draft, messenger: string, said: Line): Line {
  return [strong(text(draft.name(messenger))), text(draft.voice.colon), ...said]
}

/** What is said of messengers, each claim with whom it is about. */
export function claimList(draft: Draft, claims: readonly ResolvedClaim[]): Block {
  return list(claims.map((claim) => named(draft, claim.messenger, draft.fact(claim))))
}

/** A bold label for a line of its own. */
export function label(content: string): Line {
  return [strong(text(content))]
}
