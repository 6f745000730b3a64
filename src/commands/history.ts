import { heading, type Line, link, list, paragraph, strong, text } from '../answer/document.ts'
import { createDraft, type Draft } from '../answer/draft.ts'
import { factSentence } from '../answer/sentences.ts'
import type { ResolvedClaim, SupersededClaim } from '../catalog/resolve-claims.ts'
import { parted } from './card.ts'
import { type Command, defineCommand } from './command.ts'

/** What the guide used to say of a messenger, what replaced it and when. */
export const historyCommand: Command = defineCommand({
  name: 'history',
  parameters: [{ name: 'messenger', takes: ['messenger'], least: 1, most: 1 }],
  answer: ({ catalog, voice }, { messenger: [id = ''] }) => {
    const draft = createDraft(catalog, voice, 'history')
    const { name } = catalog.messenger(id)
    draft.add(heading(text(voice.say('history.title', { name }))))
    const places = catalog
      .listing(id)
      .changes.map(({ date, tier }) => [
        text(
          tier === undefined
            ? voice.say('history.delisted', { date: voice.date(date) })
            : `${voice.date(date)}${voice.colon}${voice.recite(`tiers.${tier}`)}`,
        ),
      ])
    if (places.length > 0) draft.add(paragraph(text(voice.say('history.listing'))), list(places))
    const [moved, changed] = parted(catalog.history(id), ({ older }) => isAddress(draft, older.about))
    if (changed.length > 0) draft.add(paragraph(text(voice.say('history.facts'))), list(lines(draft, changed)))
    if (moved.length > 0) draft.add(paragraph(text(voice.say('history.addresses'))), list(lines(draft, moved)))
    if (changed.length + moved.length === 0) draft.add(paragraph(text(voice.say('history.none', { name }))))
    for (const { snapshot } of catalog.snapshots(id)) draft.cite(snapshot.id)
    draft.followUp(voice.say('followUp.sources', { name }), `sources ${id}`)
    draft.followUp(voice.say('followUp.card', { name }), id)
    return draft.finish({ messengers: [id] })
  },
})

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
