import { type Answer, freeze, joinSources, notice, strong, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import { type Condition, isNamedCriterion } from '../catalog/catalog.ts'
import type { ResolvedClaim } from '../catalog/resolve-claims.ts'
import { claimsAbout, isAbout } from '../catalog/topics.ts'
import type { Plan } from '../question/plan.ts'
import type { Premises } from '../question/premises.ts'
import type { Context } from './command.ts'
import { criterionName } from './shared.ts'

/** What a question takes for granted and the evidence denies or does not support is corrected before the answer. */
export function correctPremises(context: Context, plan: Plan, premises: Premises): (answer: Answer) => Answer {
  const { catalog, voice } = context
  const supposed = [...premises.conditions, ...availability(plan)]
  const wrong = messengersOf(plan).flatMap((messenger) =>
    supposed
      .map((condition) => ({ ...condition, assessment: catalog.assessment(messenger, condition.criterion) }))
      .filter(({ value, assessment }) => assessment.verdict !== value),
  )
  const contrary = messengersOf(plan).flatMap((id) => contradicted(context, id, plan, premises))
  if (wrong.length + contrary.length === 0) return (answer) => answer
  const draft = createDraft(catalog, voice, 'fact')
  const corrections = wrong.map(({ assessment }) => {
    const { messenger, criterion, verdict } = assessment
    const isNamed = isNamedCriterion(catalog.data.criteria[criterion])
    const verdictLine = draft.verdict(assessment)
    const reason = draft.reason(assessment) ?? [text(voice.say('ask.notStated'))]
    const head = verdict === 'not-stated' ? voice.say('ask.unsupported') : voice.say('ask.notSo')
    return notice(
      'warning',
      strong(text(head)),
      text(`${voice.space}${draft.name(messenger)}`),
      ...(isNamed
        ? [text(`${voice.separator}${criterionName(draft, criterion)}${voice.colon}`), ...verdictLine, text('. ')]
        : [text(voice.colon)]),
      ...reason,
    )
  })
  const countered = contrary.map((claim) =>
    notice(
      'warning',
      strong(text(voice.say('ask.notSo'))),
      text(`${voice.space}${draft.name(claim.messenger)}${voice.colon}`),
      ...draft.fact(claim),
    ),
  )
  const correction = draft.finish()
  return (answer) =>
    freeze({
      ...answer,
      blocks: [...corrections, ...countered, ...answer.blocks],
      sources: joinSources(answer, correction),
      summary: {
        ...answer.summary,
        premise: 'rejected',
        verdicts: [
          ...answer.summary.verdicts,
          ...correction.summary.verdicts.filter(
            (given) =>
              !answer.summary.verdicts.some(
                (known) => known.messenger === given.messenger && known.criterion === given.criterion,
              ),
          ),
        ],
      },
    })
}

/** What the guide says otherwise of the past, the numbers, the years and the parts of things that are taken for granted. */
function contradicted({ catalog }: Context, id: string, plan: Plan, premises: Premises): readonly ResolvedClaim[] {
  const { numbers, parts, unlimited, outdated } = premises
  const past = catalog.facts(id).filter(({ about }) => outdated.includes(about))
  if (plan.kind !== 'fact') return past
  const terms = new Set(plan.criteria.flatMap((criterion) => catalog.criterion(criterion).term ?? []))
  const counted = catalog
    .facts(id)
    .filter(
      (claim) =>
        plan.topics.some((topic) => isAbout(claim, topic)) || terms.has(catalog.criterion(claim.about).term ?? ''),
    )
    .filter((claim) => figuresOf(claim).length > 0)
  const isMiscounted =
    numbers.length > 0 && !counted.some((claim) => figuresOf(claim).some((figure) => numbers.includes(figure)))
  const partly = parts.flatMap(({ topic, value }) =>
    claimsAbout(catalog, id, [topic]).filter(
      (claim) => catalog.criterion(claim.about).type === 'verdict' && claim.value !== value,
    ),
  )
  return [...(isMiscounted ? counted : []), ...partly, ...claimsAbout(catalog, id, unlimited), ...past]
}

/** The number a claim gives, or the years in its dates. */
function figuresOf({ value }: ResolvedClaim): number[] {
  if (typeof value === 'number') return [value]
  return (JSON.stringify(value).match(/\b(?:19|20)\d\d\b/g) ?? []).map(Number)
}

/** Asking for an app on a platform takes for granted that there is one. */
function availability(plan: Plan): Condition[] {
  return plan.kind === 'link' ? plan.platforms.map((criterion) => ({ criterion, value: 'yes' })) : []
}

function messengersOf(plan: Plan): readonly string[] {
  if ('messengers' in plan) return plan.messengers
  return 'messenger' in plan && plan.messenger ? [plan.messenger] : []
}
