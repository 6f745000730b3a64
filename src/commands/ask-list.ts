import { type Answer, freeze, paragraph, strong, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import type { Plan } from '../question/plan.ts'
import type { Context } from './command.ts'
import { conditionName, isListed, recommendBy, recommendTiers, threatsOfPage } from './recommend.ts'
import { notCoveredNotice } from './shared.ts'

type ListPlan = Extract<Plan, { kind: 'list' }>

/** The messengers that meet conditions, with those the sources are silent on named apart. */
export function answerList(context: Context, { recommend, groups, threats, terms, except }: ListPlan): Answer {
  const { catalog, voice } = context
  const draft = createDraft(catalog, voice, recommend ? 'recommend' : 'list')
  draft.cite(catalog.guide.id)
  draft.add(
    ...notCoveredNotice(draft, context),
    ...terms.map((term) =>
      paragraph(
        strong(text(voice.recite(`terms.${term}.name`))),
        text(`${voice.colon}${voice.recite(`terms.${term}.meaning`)}`),
      ),
    ),
  )
  draft.add(...threatsOfPage(draft, threats))
  const isEligible = (id: string) => !except.includes(id) && (!recommend || isListed(catalog, id))
  const wanted = recommend ? withinReach(context, groups, isEligible) : groups
  if (wanted.length < groups.length) {
    const dropped = groups.filter((group) => !wanted.includes(group)).flat()
    const needs = voice.list(dropped.map((condition) => conditionName(draft, condition)))
    draft.add(paragraph(text(voice.say('recommend.setAside', { needs }))))
  }
  const answer =
    wanted.length > 0 ? recommendBy(draft, context, wanted, isEligible) : recommendTiers(draft, context, isEligible)
  return freeze({ ...answer, summary: { ...answer.summary, terms, notCovered: context.notCovered } })
}

/** Where nothing meets all that is wanted, all but what was only mentioned. */
function withinReach(
  { catalog }: Context,
  groups: ListPlan['groups'],
  isEligible: (messenger: string) => boolean,
): ListPlan['groups'] {
  const isMet = (wanted: ListPlan['groups']) => catalog.select(wanted).satisfying.some(isEligible)
  const firm = groups.filter((group) => !group.every(({ aside }) => aside))
  if (firm.length === 0 || isMet(groups)) return groups
  const asides = groups.filter((group) => !firm.includes(group))
  // What is said last is what is asked for; what comes before tells why.
  const kept = [...firm]
  for (const aside of asides.toReversed()) if (isMet([...kept, aside])) kept.push(aside)
  return groups.filter((group) => kept.includes(group))
}
