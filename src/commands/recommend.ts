import {
  type Answer,
  type Block,
  type FactEntry,
  facts,
  heading,
  type Line,
  list,
  paragraph,
  text,
} from '../answer/document.ts'
import { createDraft, type Draft } from '../answer/draft.ts'
import type { Catalog, Condition } from '../catalog/catalog.ts'
import { type Command, type Context, defineCommand } from './command.ts'
import { criterionName, label, listingWarnings, named, staleness, standing } from './shared.ts'

/** Picks by need, in the guide's own order; each entry says why, and those the sources are silent on stand apart. */
export const recommendCommand: Command = defineCommand({
  name: 'recommend',
  parameters: [{ name: 'needs', takes: ['need', 'criterion'], least: 0, most: 8 }],
  answer: (context, { needs }) => {
    const { catalog, voice, conditions } = context
    const draft = createDraft(catalog, voice, 'recommend')
    draft.cite(catalog.guide.id)
    const threats = needs.flatMap((id) => {
      const need = catalog.need(id)
      return need && 'threat' in need ? [need.threat] : []
    })
    draft.add(...threatsOfPage(draft, threats))
    const groups = conditions.map((condition) => [condition])
    const isEligible = (id: string) => isListed(catalog, id)
    return groups.length > 0
      ? recommendBy(draft, context, groups, isEligible)
      : recommendTiers(draft, context, isEligible)
  },
})

/** Says of threats that the guide names them for all it lists, not for single messengers. */
export function threatsOfPage({ voice }: Draft, threats: readonly string[]): Block[] {
  if (threats.length === 0) return []
  const names = voice.list(threats.map((threat) => voice.recite(`threats.${threat}`)))
  return [paragraph(text(voice.say('recommend.pageThreat', { threats: names })))]
}

/** Whether the guide lists a messenger today; a recommendation leaves out what it does not. */
export function isListed(catalog: Catalog, messenger: string): boolean {
  return catalog.listing(messenger).tier !== undefined
}

/** Those among the eligible that meet one condition of each group. */
export function recommendBy(
  draft: Draft,
  { catalog, voice, now }: Context,
  groups: readonly (readonly Condition[])[],
  isEligible: (messenger: string) => boolean,
): Answer {
  const conditions = groups.flat()
  const { satisfying, unknown, excluded } = catalog.select(groups)
  const result = satisfying.filter(isEligible)
  const open = unknown.filter(isEligible)
  const wanted = groups.map((group) => voice.choice(group.map((condition) => conditionName(draft, condition))))
  draft.add(heading(text(voice.say('recommend.title', { needs: voice.list(wanted) }))))
  if (result.length > 0) draft.add(facts(result.map((id) => entry(draft, id, conditions, true))))
  else draft.add(paragraph(text(voice.say('recommend.none'))))
  if (open.length > 0) {
    draft.add(
      heading(text(voice.say('recommend.unknown'))),
      facts(open.map((id) => entry(draft, id, conditions, false))),
    )
  }
  const failing = excluded.filter(isEligible)
  if (failing.length > 0) {
    draft.add(
      heading(text(voice.say('recommend.excluded'))),
      list(failing.map((id) => named(draft, id, failures(draft, id, conditions)))),
    )
  }
  draft.add(...listingWarnings(draft, [...result, ...open]), ...staleness(draft, now))
  for (const id of result.slice(0, 3))
    draft.followUp(voice.say('followUp.card', { name: catalog.messenger(id).name }), id)
  return draft.finish({
    outcome: result.length === 0 && open.length > 0 ? 'not-stated' : 'answered',
    criteria: [...new Set(conditions.map(({ criterion }) => criterion))],
    result,
    unknown: open,
  })
}

/** Why a messenger fits, or which needs the sources leave open. */
function entry(draft: Draft, id: string, conditions: readonly Condition[], met: boolean): FactEntry {
  const { catalog, voice } = draft
  const assessments = conditions.map(({ criterion }) => catalog.assessment(id, criterion))
  const shown = met ? assessments : assessments.filter(({ verdict }) => verdict === 'not-stated')
  const said = shown.map((assessment): Line => {
    const verdict = draft.verdict(assessment)
    if (met) return [...(draft.reason(assessment) ?? []), ...draft.ownership(assessment)]
    return [text(`${conditionLabel(draft, assessment.criterion)}${voice.colon}`), ...verdict]
  })
  // For some verdicts there is no more to say than that they are given.
  const reasons = said.filter((reason) => reason.length > 0)
  const between = text(met ? voice.space : voice.separator)
  const detail = reasons.flatMap((reason, index) => (index > 0 ? [between, ...reason] : reason))
  return { label: label(draft.name(id)), value: [text(standing(draft, catalog.listing(id)))], detail }
}

function failures(draft: Draft, id: string, conditions: readonly Condition[]): FactEntry['value'] {
  const failed = conditions
    .map(({ criterion, value }) => ({ assessment: draft.catalog.assessment(id, criterion), value }))
    .filter(({ assessment, value }) => assessment.verdict !== value && assessment.verdict !== 'not-stated')
  return failed.flatMap(({ assessment }, index) => [
    ...(index > 0 ? [text(draft.voice.separator)] : []),
    text(`${conditionLabel(draft, assessment.criterion)}${draft.voice.colon}`),
    ...draft.verdict(assessment),
  ])
}

type Speaker = Pick<Draft, 'catalog' | 'voice'>

/** A need's label where it is one, otherwise that of the criterion. */
function conditionLabel({ catalog, voice }: Speaker, criterion: string): string {
  const key = [`criteria.${criterion}.name`, `topics.${criterion}`].find((one) => voice.knows(one))
  if (key) return voice.recite(key)
  const need = Object.entries(catalog.data.needs).find(
    ([, other]) => 'criterion' in other && other.criterion === criterion,
  )
  return need ? voice.recite(`needs.${need[0]}`) : criterion
}

/** What a condition is called: its criterion, or the need it answers where that says it better. */
export function conditionName(draft: Speaker, { criterion, value }: Condition): string {
  const name = conditionLabel(draft, criterion)
  if (value === 'yes') return name
  const need = Object.entries(draft.catalog.data.needs).find(
    ([, other]) => 'criterion' in other && other.criterion === criterion && other.value === value,
  )
  return need ? draft.voice.recite(`needs.${need[0]}`) : draft.voice.say('recommend.without', { criterion: name })
}

/** Nothing asked for: the guide's own tiers, and what to ask for. */
export function recommendTiers(
  draft: Draft,
  { catalog, voice, now }: Context,
  isEligible: (messenger: string) => boolean,
): Answer {
  const tiers = (catalog.guide.listing ?? []).map((tier) => ({
    ...tier,
    messengers: tier.messengers.filter(isEligible),
  }))
  for (const { tier, messengers } of tiers) {
    draft.add(
      heading(text(voice.recite(`tiers.${tier}`))),
      facts(
        messengers.map((id) => {
          const strengths = catalog.criteria
            .filter((criterion) => catalog.criteriaListOf(criterion) === 'best-case')
            .map((criterion) => catalog.assessment(id, criterion))
            .filter(({ verdict }) => verdict === 'yes')
          const strong = strengths.map((assessment) => {
            draft.verdict(assessment)
            return criterionName(draft, assessment.criterion)
          })
          const special = ['targeted-attacks', 'anti-censorship'].flatMap((about) =>
            catalog.facts(id).filter((claim) => claim.about === about),
          )
          return {
            label: label(draft.name(id)),
            value: [text(strong.length > 0 ? voice.list(strong) : voice.say('recommend.noBestCase'))],
            ...(special[0] ? { detail: draft.fact(special[0]) } : {}),
          }
        }),
      ),
    )
  }
  const [first] = tiers
  draft.add(
    ...listingWarnings(
      draft,
      tiers.flatMap(({ messengers }) => messengers),
    ),
    ...staleness(draft, now),
  )
  draft.add(paragraph(text(voice.say('recommend.ask'))))
  for (const need of ['no-phone-number', 'no-internet', 'against-censorship']) {
    draft.followUp(voice.recite(`needs.${need}`), `recommend ${need}`)
  }
  return draft.finish({ result: first?.messengers ?? [] })
}
