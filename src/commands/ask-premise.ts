import { type Answer, freeze, notice, strong, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import { type Condition, isNamedCriterion } from '../catalog/catalog.ts'
import type { ResolvedClaim } from '../catalog/resolve-claims.ts'
import { isAbout, type Plan, type Understood } from '../question/plan.ts'
import type { Context } from './command.ts'
import { criterionName } from './shared.ts'

/** Figures and parts of things that a question takes for granted. */
type Supposed = Pick<Understood, 'numbers' | 'parts' | 'unlimited'>

/** What a question takes for granted and the evidence denies or does not support is corrected before the answer. */
export function correctPremises(
  context: Context,
  plan: Plan,
  understood: Supposed & Pick<Understood, 'assertions' | 'outdated'>,
): (answer: Answer) => Answer {
  const { catalog, voice } = context
  const { assertions, outdated } = understood
  const supposed = [...assertions, ...availability(plan)]
  const wrong = messengersOf(plan).flatMap((messenger) =>
    supposed
      .map((condition) => ({ ...condition, assessment: catalog.assessment(messenger, condition.criterion) }))
      .filter(({ value, assessment }) => assessment.verdict !== value),
  )
  const contrary = [
    ...messengersOf(plan).flatMap((id) => contradicted(context, id, plan, understood)),
    ...messengersOf(plan).flatMap((id) => catalog.facts(id).filter(({ about }) => outdated.includes(about))),
  ]
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
      sources: [...new Map([...answer.sources, ...correction.sources].map((source) => [source.url, source])).values()],
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

/** What the guide says otherwise of the numbers, the years and the parts of things that are taken for granted. */
function contradicted({ catalog }: Context, id: string, plan: Plan, supposed: Supposed): ResolvedClaim[] {
  const { numbers, parts, unlimited } = supposed
  if (plan.kind !== 'fact') return []
  const terms = new Set(plan.criteria.flatMap((criterion) => catalog.criterion(criterion).term ?? []))
  const facts = catalog.facts(id)
  const counted = facts
    .filter(
      (claim) =>
        plan.topics.some((topic) => isAbout(claim, topic)) || terms.has(catalog.criterion(claim.about).term ?? ''),
    )
    .filter((claim) => figuresOf(claim).length > 0)
  const isMiscounted =
    numbers.length > 0 && !counted.some((claim) => figuresOf(claim).some((figure) => numbers.includes(figure)))
  const partly = facts.filter((claim) =>
    parts.some(
      ({ topic, value }) =>
        isAbout(claim, topic) && catalog.criterion(claim.about).type === 'verdict' && claim.value !== value,
    ),
  )
  const limited = facts.filter((claim) => unlimited.some((topic) => isAbout(claim, topic)))
  return [...(isMiscounted ? counted : []), ...partly, ...limited]
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
