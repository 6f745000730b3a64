import { comparing } from '../answer/comparing.ts'
import {
  type Answer,
  type Block,
  type ComparisonRow,
  facts,
  freeze,
  heading,
  type Line,
  list,
  notice,
  section,
  text,
} from '../answer/document.ts'
import { createDraft, type Draft } from '../answer/draft.ts'
import { cardCommand } from './card.ts'
import { type Command, type Context, defineCommand } from './command.ts'
import {
  claimList,
  criterionName,
  label,
  listingWarnings,
  notCoveredNotice,
  staleness,
  standing,
  verdictEntry,
} from './shared.ts'

/** Up to this many criteria, each verdict is shown with its reason. */
const explainedCriteria = 3

const comparedSections = ['differing', 'shared', 'unstated', 'facts']

/** Two to four messengers side by side: what differs first, then what they share. */
export const compareCommand: Command = defineCommand({
  name: 'compare',
  parameters: [
    { name: 'messengers', takes: ['messenger'], least: 2, most: 4 },
    { name: 'criteria', takes: ['criterion'], least: 0, most: 30 },
    { name: 'section', takes: ['section'], among: comparedSections, least: 0, most: 1 },
  ],
  answer: (context, { messengers, criteria, section: [only] }) => {
    const { catalog, voice } = context
    const [alone] = messengers
    if (alone && messengers.length === 1) return besidesNotCovered(context, alone)
    const draft = createDraft(catalog, voice, 'compare')
    draft.cite(catalog.guide.id)
    draft.add(
      heading(text(voice.say('compare.title', { names: voice.list(messengers.map(draft.name)) }))),
      ...notCoveredNotice(draft, context),
      facts(
        messengers.map((id) => ({
          label: label(draft.name(id)),
          value: [text(standing(draft, catalog.listing(id)))],
        })),
      ),
    )
    if (criteria.length > 0 && criteria.length <= explainedCriteria) {
      for (const criterion of criteria) explain(draft, messengers, criterion)
    } else {
      const compared = comparing(messengers, criteria)
      const sections = sectionsFor(draft, messengers, criteria, only)
      if (only !== undefined && sections.every(([part]) => part !== only)) draft.add(hasNone(draft, only))
      for (const [part, blocks] of sections)
        draft.add(section(voice.recite(`sections.${part}`), `${compared} ${part}`), ...blocks())
    }
    draft.add(...listingWarnings(draft, messengers), ...staleness(draft, context.now))
    for (const id of messengers) draft.followUp(voice.say('followUp.card', { name: catalog.messenger(id).name }), id)
    draft.followUp(voice.recite('terms.forward-secrecy.name'), 'explain forward-secrecy')
    return draft.finish({ messengers, criteria, notCovered: context.notCovered })
  },
})

/** A messenger compared with one the guide does not cover: its card, and the other named. */
function besidesNotCovered(context: Context, messenger: string): Answer {
  const card = cardCommand.answer(context, { messenger: [messenger], section: [] })
  const { catalog, voice, notCovered } = context
  const notices = notCoveredNotice(createDraft(catalog, voice, 'compare'), context)
  return freeze({
    ...card,
    blocks: [...notices, ...card.blocks],
    summary: { ...card.summary, intent: 'compare', notCovered },
  })
}

function explain(draft: Draft, messengers: readonly string[], criterion: string): void {
  draft.add(
    heading(text(criterionName(draft, criterion))),
    facts(messengers.map((id) => verdictEntry(draft, label(draft.name(id)), draft.catalog.assessment(id, criterion)))),
  )
}

type Section = readonly [part: string, blocks: () => Block[]]

/** The sections of a comparison, or the one asked for if there is such a one. */
function sectionsFor(
  draft: Draft,
  messengers: readonly string[],
  criteria: readonly string[],
  only: string | undefined,
): readonly Section[] {
  const contrasted = contrast(draft, messengers, criteria.length > 0 ? criteria : draft.catalog.criteria)
  const sections = criteria.length > 0 ? contrasted : [...contrasted, ...peculiarities(draft, messengers)]
  const wanted = sections.filter(([part]) => part === only)
  return wanted.length > 0 ? wanted : sections
}

/** A section that comparisons lack, or this one. */
function hasNone({ voice }: Draft, section: string): Block {
  return notice('info', text(voice.say('mistake.leftOut', { words: voice.recite(`sections.${section}`) })))
}

function contrast(draft: Draft, messengers: readonly string[], criteria: readonly string[]): readonly Section[] {
  const { catalog } = draft
  const kinds = Map.groupBy(criteria, (criterion) => {
    const verdicts = new Set(messengers.map((id) => catalog.assessment(id, criterion).verdict))
    return verdicts.size > 1 ? 'differing' : verdicts.has('not-stated') ? 'unstated' : 'shared'
  })
  const show = {
    differing: (members: readonly string[]) => differences(draft, messengers, members),
    shared: (members: readonly string[]) => agreements(draft, messengers, members),
    unstated: (members: readonly string[]) => silences(draft, messengers, members),
  }
  return (['differing', 'shared', 'unstated'] as const).flatMap((part): Section[] => {
    const members = kinds.get(part)
    return members ? [[part, () => [show[part](members)]]] : []
  })
}

function differences(draft: Draft, messengers: readonly string[], criteria: readonly string[]): Block {
  const rows = criteria.map(
    (criterion): ComparisonRow => ({
      label: [text(criterionName(draft, criterion))],
      cells: messengers.map((id) => draft.verdict(draft.catalog.assessment(id, criterion))),
    }),
  )
  return { kind: 'comparison', columns: messengers.map((id) => label(draft.name(id))), rows }
}

function agreements(draft: Draft, messengers: readonly string[], criteria: readonly string[]): Block {
  return facts(
    criteria.map((criterion) => ({
      label: [text(criterionName(draft, criterion))],
      value: common(draft, messengers, criterion),
    })),
  )
}

/** Verdicts not shown one by one are given all the same. */
function silences(draft: Draft, messengers: readonly string[], criteria: readonly string[]): Block {
  for (const criterion of criteria) for (const id of messengers) draft.verdict(draft.catalog.assessment(id, criterion))
  return list(criteria.map((criterion) => [text(criterionName(draft, criterion))]))
}

/** A verdict that all share, with what is remarked of each where that differs. */
function common(draft: Draft, messengers: readonly string[], criterion: string): Line {
  const { catalog, voice } = draft
  const assessments = messengers.map((id) => catalog.assessment(id, criterion))
  const verdicts = assessments.map((assessment) => draft.verdict(assessment))
  const remarks = assessments.map((assessment) => draft.remarks(assessment).join(voice.separator))
  const [verdict = []] = verdicts
  if (new Set(remarks).size === 1) return verdict
  const each = assessments.flatMap(({ messenger }, index) =>
    remarks[index] ? [`${draft.name(messenger)}${voice.colon}${remarks[index]}`] : [],
  )
  return [...verdict.slice(0, 1), text(voice.say('fact.remark', { remark: each.join('; ') }))]
}

/** What is said of a version alone: versions of one messenger hardly differ in criteria. */
function peculiarities(draft: Draft, messengers: readonly string[]): readonly Section[] {
  const { catalog } = draft
  const variants = messengers.filter((id) => catalog.messenger(id).kind === 'variant')
  const said = variants.flatMap((id) => catalog.facts(id))
  return said.length > 0 ? [['facts', () => [claimList(draft, said)]]] : []
}
