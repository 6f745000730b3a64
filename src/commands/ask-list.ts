import { type Answer, freeze, paragraph, strong, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import type { Plan } from '../question/plan.ts'
import type { Context } from './command.ts'
import { isListed, recommendBy, recommendTiers } from './recommend.ts'
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
  if (threats.length > 0) {
    const names = voice.list(threats.map((threat) => voice.recite(`threats.${threat}`)))
    draft.add(paragraph(text(voice.say('recommend.pageThreat', { threats: names }))))
  }
  const isEligible = (id: string) => !except.includes(id) && (!recommend || isListed(catalog, id))
  const answer =
    groups.length > 0 ? recommendBy(draft, context, groups, isEligible) : recommendTiers(draft, context, isEligible)
  return freeze({ ...answer, summary: { ...answer.summary, terms, notCovered: context.notCovered } })
}
