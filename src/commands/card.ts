import { comparing } from '../answer/comparing.ts'
import { type Block, facts, links, list, paragraph, section, steps, text } from '../answer/document.ts'
import { createDraft, type Draft } from '../answer/draft.ts'
import type { ResolvedClaim } from '../catalog/resolve-claims.ts'
import { type Command, defineCommand } from './command.ts'
import { criterionName, label, listingWarnings, staleness, standing, verdictEntry } from './shared.ts'

const cardSections = ['minimum', 'best-case', 'further', 'platforms', 'facts', 'setup', 'downloads', 'links']

/** Everything the guide says of one messenger, or one section of it. Typing the messenger's name alone is enough. */
export const cardCommand: Command = defineCommand({
  name: 'card',
  parameters: [
    { name: 'messenger', takes: ['messenger'], least: 1, most: 1 },
    { name: 'section', takes: ['section'], among: cardSections, least: 0, most: 1 },
  ],
  answer: ({ catalog, voice, now }, { messenger: [id = ''], section: [only] }) => {
    const draft = createDraft(catalog, voice, only === 'setup' ? 'setup' : 'card')
    const { kind, name, parent } = catalog.messenger(id)
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
    const sections = sectionsOf(draft, id).filter(([section]) => only === undefined || section === only)
    for (const [part, blocks] of sections) {
      draft.add(section(voice.recite(`sections.${part}`), `card ${id} ${part}`), ...blocks())
    }
    if (sections.length === 0) draft.add(paragraph(text(voice.say('card.emptySection', { name }))))
    for (const child of Object.values(catalog.data.messengers).filter((other) => other.parent === id)) {
      draft.followUp(voice.say('followUp.card', { name: child.name }), child.id)
    }
    draft.followUp(voice.say('followUp.history', { name }), `history ${id}`)
    draft.followUp(voice.say('followUp.sources', { name }), `sources ${id}`)
    const other = catalog.messengers.find((messenger) => messenger !== id && messenger !== parent)
    if (other)
      draft.followUp(voice.say('followUp.compare', { name: catalog.messenger(other).name }), comparing([id, other]))
    return draft.finish({ messengers: [id], ...(sections.length === 0 ? { outcome: 'not-stated' } : {}) })
  },
})

/** The sections a messenger has, each with its blocks, written only when shown. */
function sectionsOf(draft: Draft, id: string): [string, () => Block[]][] {
  const { catalog } = draft
  const byList = Map.groupBy(catalog.criteria, (criterion) =>
    catalog.criterion(criterion).platform ? 'platforms' : (catalog.criteriaListOf(criterion) ?? 'further'),
  )
  const criteria = [...byList].map(([list, members]): [string, () => Block[]] => [
    list,
    () => [
      list === 'platforms'
        ? platforms(draft, id, members)
        : facts(
            members.map((member) =>
              verdictEntry(draft, [text(criterionName(draft, member))], catalog.assessment(id, member)),
            ),
          ),
    ],
  ])
  const [instructions, said] = parted(catalog.facts(id), ({ about }) => catalog.criterion(about).type === 'step')
  return [
    ...(catalog.messenger(id).kind === 'companion' ? [] : criteria),
    ...(said.length > 0
      ? [['facts', () => [list(said.map((claim) => draft.fact(claim)))]] as [string, () => Block[]]]
      : []),
    ...(instructions.length > 0 ? [['setup', () => setup(draft, instructions)] as [string, () => Block[]]] : []),
    ...addressSections(draft, id),
  ]
}

/** The items that meet a condition, and the others. */
export function parted<T>(items: readonly T[], condition: (item: T) => boolean): [T[], T[]] {
  return [items.filter(condition), items.filter((item) => !condition(item))]
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

/** Instructions under what they are for, in their order, what is optional last. */
function setup(draft: Draft, instructions: readonly ResolvedClaim[]): Block[] {
  return [...Map.groupBy(instructions, ({ about }) => about)].flatMap(([about, claims]) => {
    const [optional, needed] = parted(claims, ({ scope }) => scope === 'optional')
    const ordered = needed.toSorted((a, b) => Number(a.scope) - Number(b.scope))
    return [
      paragraph(text(draft.voice.recite(`setups.${about}`))),
      steps(ordered.map((claim) => draft.fact(claim))),
      ...optional.map((claim) =>
        paragraph(text(`${draft.voice.say('card.optional')}${draft.voice.space}`), ...draft.fact(claim)),
      ),
    ]
  })
}

/** The downloads and links of a messenger, labelled; a section without any is left out. */
export function addressSections(draft: Draft, id: string): [string, () => Block[]][] {
  const { catalog, voice } = draft
  const groups: [string, readonly ResolvedClaim[]][] = [
    ['downloads', catalog.downloads(id)],
    ['links', catalog.links(id)],
  ]
  return groups
    .filter(([, claims]) => claims.length > 0)
    .map(([part, claims]) => [
      part,
      () => {
        for (const { snapshots } of claims) draft.cite(snapshots.at(-1) ?? catalog.guide.id)
        return [
          links(claims.map(({ scope, value }) => ({ text: voice.recite(`${part}.${scope}`), url: String(value) }))),
        ]
      },
    ])
}
