import { type Block, facts, heading, links, list, paragraph, steps, text } from '../answer/document.ts'
import { createDraft, type Draft } from '../answer/draft.ts'
import type { ResolvedClaim } from '../catalog/resolve-claims.ts'
import { type Command, defineCommand } from './command.ts'
import { criterionName, label, listingWarnings, staleness, standing } from './shared.ts'

/** Everything the guide says of one messenger. Typing the messenger's name alone is enough. */
export const cardCommand: Command = defineCommand({
  name: 'card',
  parameters: [{ name: 'messenger', takes: ['messenger'], least: 1, most: 1 }],
  answer: ({ catalog, voice, now }, { messenger: [id = ''] }) => {
    const draft = createDraft(catalog, voice, 'card')
    const { kind, parent } = catalog.messenger(id)
    draft.cite(catalog.guide.id)
    draft.add(
      {
        kind: 'card',
        title: label(draft.name(id)),
        tier: catalog.listing(id).tier ?? 'unlisted',
        subtitle: [text(standing(draft, catalog.listing(id)))],
      },
      ...(parent ? [paragraph(text(voice.recite(`kinds.${kind}`, { parent: catalog.messenger(parent).name })))] : []),
      ...listingWarnings(draft, [id]),
      ...staleness(draft, now),
    )
    if (kind !== 'companion') addCriteria(draft, id)
    addFacts(draft, id)
    addAddresses(draft, id)
    addBeneath(draft, id)
    draft.followUp(voice.say('followUp.history', { name: catalog.messenger(id).name }), `history ${id}`)
    draft.followUp(voice.say('followUp.sources', { name: catalog.messenger(id).name }), `sources ${id}`)
    const other = catalog.messengers.find((messenger) => messenger !== id && messenger !== parent)
    if (other)
      draft.followUp(voice.say('followUp.compare', { name: catalog.messenger(other).name }), `compare ${id} ${other}`)
    return draft.finish({ messengers: [id] })
  },
})

function addCriteria(draft: Draft, id: string): void {
  const { catalog, voice } = draft
  const sections = Map.groupBy(catalog.criteria, (criterion) =>
    catalog.criterion(criterion).platform ? 'platforms' : (catalog.criteriaListOf(criterion) ?? 'further'),
  )
  for (const [section, criteria] of sections) {
    const title = heading(text(voice.recite(`card.${section}`)))
    draft.add(
      title,
      section === 'platforms'
        ? platforms(draft, id, criteria)
        : facts(criteria.map((criterion) => entry(draft, id, criterion))),
    )
  }
}

function entry(draft: Draft, id: string, criterion: string) {
  const assessment = draft.catalog.assessment(id, criterion)
  const detail = draft.reason(assessment)
  return {
    label: [text(criterionName(draft, criterion))],
    value: draft.verdict(assessment),
    ...(detail ? { detail } : {}),
  }
}

/** Platforms that share a verdict share a line. */
function platforms(draft: Draft, id: string, criteria: readonly string[]): Block {
  const byVerdict = Map.groupBy(
    criteria.map((criterion) => draft.catalog.assessment(id, criterion)),
    ({ verdict, basis }) => `${verdict} ${basis}`,
  )
  return facts(
    [...byVerdict.values()].flatMap((group) => {
      const values = group.map((assessment) => draft.verdict(assessment))
      const names = group.map(({ criterion }) => criterionName(draft, criterion))
      const detail = group[0]?.verdict === 'no' ? draft.reason(group[0]) : undefined
      return [{ label: [text(draft.voice.list(names))], value: values[0] ?? [], ...(detail ? { detail } : {}) }]
    }),
  )
}

function addFacts(draft: Draft, id: string): void {
  const { catalog, voice } = draft
  const claims = catalog.facts(id)
  const isStep = (claim: ResolvedClaim) => catalog.criterion(claim.about).type === 'step'
  const plain = claims.filter((claim) => !isStep(claim))
  if (plain.length > 0) draft.add(heading(text(voice.say('card.facts'))), list(plain.map((claim) => draft.fact(claim))))
  for (const [about, claims_] of Map.groupBy(claims.filter(isStep), ({ about }) => about)) {
    const ordered = claims_.toSorted((a, b) => (a.scope ?? '').localeCompare(b.scope ?? '', 'en', { numeric: true }))
    draft.add(
      heading(text(voice.recite(`setups.${about}`))),
      steps(ordered.filter(({ scope }) => scope !== 'optional').map((claim) => draft.fact(claim))),
      ...ordered
        .filter(({ scope }) => scope === 'optional')
        .map((claim) => paragraph(text(`${voice.say('card.optional')} `), ...draft.fact(claim))),
    )
  }
}

function addAddresses(draft: Draft, id: string): void {
  for (const [title, entries] of addresses(draft, id)) draft.add(heading(text(title)), links(entries))
}

/** The downloads and links of a messenger with their labels, under a title each; empty groups are left out. */
export function addresses(draft: Draft, id: string): [string, { text: string; url: string }[]][] {
  const { catalog, voice } = draft
  const labelled = (claims: readonly ResolvedClaim[], part: string) =>
    claims.map((claim) => {
      const newest = claim.snapshots.at(-1)
      if (newest) draft.cite(newest)
      return { text: voice.recite(`${part}.${claim.scope}`), url: String(claim.value) }
    })
  const groups: [string, { text: string; url: string }[]][] = [
    [voice.say('card.downloads'), labelled(catalog.downloads(id), 'downloads')],
    [voice.say('card.links'), labelled(catalog.links(id), 'links')],
  ]
  return groups.filter(([, entries]) => entries.length > 0)
}

/** What stands beneath a messenger, each with a card of its own. */
function addBeneath(draft: Draft, id: string): void {
  for (const child of Object.values(draft.catalog.data.messengers).filter(({ parent }) => parent === id)) {
    draft.followUp(draft.voice.say('followUp.card', { name: child.name }), child.id)
  }
}
