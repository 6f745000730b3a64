import { type Answer, type Block, type FactEntry, facts, paragraph, strong, text } from '../answer/document.ts'
import { createDraft, type Draft } from '../answer/draft.ts'
import { isNamedCriterion } from '../catalog/catalog.ts'
import type { ResolvedClaim } from '../catalog/resolve-claims.ts'
import { claimsAbout } from '../catalog/topics.ts'
import type { Plan } from '../question/plan.ts'
import type { Context } from './command.ts'
import { claimList, criterionName, listingWarnings, notCoveredNotice, typed } from './shared.ts'

type FactPlan = Extract<Plan, { kind: 'fact' }>

/** The verdicts and facts asked for, each with its reason; silence is said, with what is known nearby. */
export function answerFacts(context: Context, { messengers, criteria, topics }: FactPlan): Answer {
  const { catalog, voice } = context
  const draft = createDraft(catalog, voice, 'fact')
  draft.cite(catalog.guide.id)
  draft.add(...notCoveredNotice(draft, context))
  const verdicts = criteria.filter((id) => isNamedCriterion(catalog.data.criteria[id]))
  const abouts = [...topics, ...criteria.filter((id) => !verdicts.includes(id))]
  if (verdicts.length > 0) {
    draft.add(facts(messengers.flatMap((id) => verdicts.map((criterion) => entry(draft, id, criterion)))))
  }
  const told = messengers.flatMap((id) => claimsAbout(catalog, id, abouts))
  const beside = messengers.flatMap((id) => verdicts.flatMap((criterion) => claimsBeside(context, id, criterion)))
  const shown = [...new Set([...told, ...beside])]
  if (shown.length > 0) draft.add(claimList(draft, shown))
  const silent = abouts.length > 0 && told.length === 0
  const nothing = messengers.every((id) => verdicts.every((c) => catalog.assessment(id, c).verdict === 'not-stated'))
  if (silent && verdicts.length === 0)
    draft.add(paragraph(text(voice.say('ask.silent', { names: namesOf(draft, messengers) }))))
  if (nothing && shown.length === 0) nearby(draft, messengers, verdicts)
  if (verdicts.includes('forward-secrecy')) draft.add(...listingWarnings(draft, messengers))
  for (const id of messengers) draft.followUp(voice.say('followUp.card', { name: catalog.messenger(id).name }), id)
  for (const criterion of verdicts.slice(0, 2))
    draft.followUp(
      voice.say('followUp.criterion', { criterion: criterionName(draft, criterion) }),
      `criteria ${criterion}`,
    )
  return draft.finish({
    outcome: nothing && shown.length === 0 ? 'not-stated' : 'answered',
    messengers,
    criteria: verdicts,
    notCovered: context.notCovered,
  })
}

function namesOf(draft: Draft, messengers: readonly string[]): string {
  return draft.voice.list(messengers.map(draft.name))
}

function entry(draft: Draft, id: string, criterion: string): FactEntry {
  const assessment = draft.catalog.assessment(id, criterion)
  const detail = draft.reason(assessment) ?? [text(draft.voice.say('ask.notStated'))]
  return {
    label: [strong(text(draft.name(id))), text(`${draft.voice.separator}${criterionName(draft, criterion)}`)],
    value: draft.verdict(assessment),
    detail,
  }
}

/** Audits and the like: what tells more of a criterion than its verdict. */
function claimsBeside({ catalog }: Context, id: string, criterion: string): readonly ResolvedClaim[] {
  const { term } = catalog.criterion(criterion)
  return catalog.facts(id).filter(({ about }) => {
    const other = catalog.criterion(about)
    const tells = other.type === 'record' || ((other.type === 'choice' || other.type === 'name') && term === criterion)
    return (
      tells && term !== undefined && other.term === term && catalog.assessment(id, criterion).verdict !== 'not-stated'
    )
  })
}

/** What is known of the same matter, where the source is silent on what was asked. */
function nearby(draft: Draft, messengers: readonly string[], criteria: readonly string[]): void {
  const { catalog, voice } = draft
  const terms = new Set(criteria.flatMap((criterion) => catalog.criterion(criterion).term ?? []))
  const near = messengers.flatMap((id) =>
    catalog.facts(id).filter(({ about }) => terms.has(catalog.criterion(about).term ?? '')),
  )
  if (near.length === 0) return
  draft.add(paragraph(text(voice.say('ask.nearby'))), claimList(draft, near.slice(0, 4)))
}

/** Of a variant or a companion the sources say so little that all of it can be told. */
function everything(draft: Draft, id: string): readonly Block[] {
  const isSmall = ['variant', 'companion'].includes(draft.catalog.messenger(id).kind)
  return isSmall ? [claimList(draft, draft.catalog.facts(id))] : []
}

/** Something about a messenger that no source speaks of, unless its words are found among the facts. */
export function answerSilence(context: Context, { messengers, words }: Extract<Plan, { kind: 'silent' }>): Answer {
  const { catalog, voice } = context
  const hits = context
    .searchTexts(words, voice.language, 5)
    .flatMap((hit) => (hit.kind === 'fact' && messengers.includes(hit.claim.messenger) ? [hit.claim] : []))
  const draft = createDraft(catalog, voice, 'fact')
  draft.cite(catalog.guide.id)
  draft.add(...notCoveredNotice(draft, context))
  if (hits.length > 0) draft.add(claimList(draft, hits))
  else {
    draft.add(
      paragraph(text(voice.say('ask.silent', { names: namesOf(draft, messengers) }))),
      ...messengers.map((id) =>
        paragraph(text(`${voice.say('ask.all', { name: catalog.messenger(id).name })} `), typed(context, 'card', id)),
      ),
      ...messengers.flatMap((id) => everything(draft, id)),
    )
  }
  for (const id of messengers) draft.followUp(voice.say('followUp.card', { name: catalog.messenger(id).name }), id)
  return draft.finish({
    outcome: hits.length > 0 ? 'answered' : 'not-stated',
    messengers,
    notCovered: context.notCovered,
  })
}
