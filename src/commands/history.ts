import { type Answer, heading, type Line, link, list, paragraph, strong, text } from '../answer/document.ts'
import { createDraft, type Draft } from '../answer/draft.ts'
import { factSentence } from '../answer/sentences.ts'
import type { Listing } from '../catalog/listing.ts'
import type { ResolvedClaim, SupersededClaim } from '../catalog/resolve-claims.ts'
import { touches } from '../catalog/topics.ts'
import { parted } from './card.ts'
import { type Command, type Context, defineCommand } from './command.ts'

/** What the guide used to say of a messenger, what replaced it and when. */
export const historyCommand: Command = defineCommand({
  name: 'history',
  parameters: [{ name: 'messenger', takes: ['messenger'], least: 1, most: 1 }],
  answer: (context, { messenger: [id = ''] }) => historyOf(context, id, []),
})

/** The changes about some topics, or all where none is named or nothing changed about them. */
export function historyOf({ catalog, voice }: Context, id: string, abouts: readonly string[]): Answer {
  const draft = createDraft(catalog, voice, 'history')
  const { name } = catalog.messenger(id)
  draft.add(heading(text(voice.say('history.title', { name }))))
  const all = catalog.history(id)
  const related = all.filter((change) => abouts.some((about) => touches(change, about)))
  const places = related.length > 0 ? [] : catalog.listing(id).changes
  if (places.length > 0) {
    draft.add(
      paragraph(text(voice.say('history.listing'))),
      list(places.map((place) => [text(placeLine(draft, place))])),
    )
  }
  const [moved, changed] = parted(related.length > 0 ? related : all, ({ older }) => isAddress(draft, older.about))
  if (changed.length > 0) draft.add(paragraph(text(voice.say('history.facts'))), list(lines(draft, changed)))
  if (moved.length > 0) draft.add(paragraph(text(voice.say('history.addresses'))), list(lines(draft, moved)))
  if (changed.length + moved.length === 0) draft.add(paragraph(text(voice.say('history.none', { name }))))
  for (const { snapshot } of catalog.snapshots(id)) draft.cite(snapshot.id)
  draft.followUp(voice.say('followUp.sources', { name }), `sources ${id}`)
  draft.followUp(voice.say('followUp.card', { name }), id)
  return draft.finish({ messengers: [id] })
}

function placeLine({ voice }: Draft, { date, tier }: Listing['changes'][number]): string {
  if (tier === undefined) return voice.say('history.delisted', { date: voice.date(date) })
  return `${voice.date(date)}${voice.colon}${voice.recite(`tiers.${tier}`)}`
}

function isAddress({ catalog }: Draft, about: string): boolean {
  const { type } = catalog.criterion(about)
  return type === 'link' || type === 'download'
}

/** What is said now, from when on, and what it replaced; the dates are those of the first snapshots that say so. */
function lines(draft: Draft, changes: readonly SupersededClaim[]): Line[] {
  const { voice } = draft
  return [...Map.groupBy(changes, ({ newer }) => newer)].map(([newer, replaced]) => {
    const since = replaced.map(({ older }) => older.since).reduce((a, b) => (a < b ? a : b))
    return [
      strong(text(voice.date(newer.since))),
      text(voice.colon),
      ...said(draft, newer),
      strong(text(voice.say('history.before', { date: voice.date(since) }))),
      text(' '),
      ...replaced.flatMap(({ older }) => said(draft, older)),
    ]
  })
}

/** A sentence, or an address with its label, and the blank that follows it. */
function said({ catalog, voice }: Draft, claim: ResolvedClaim): Line {
  const { type } = catalog.criterion(claim.about)
  if (type !== 'link' && type !== 'download') return [text(`${factSentence(catalog, voice, claim)}${voice.space}`)]
  const url = String(claim.value)
  return [text(`${voice.recite(`${type}s.${claim.scope}`)}${voice.colon}`), link(url, url), text(' ')]
}
