import { facts, heading, type Line, list, paragraph, strong, text } from '../answer/document.ts'
import { createDraft, type Draft } from '../answer/draft.ts'
import { type Command, type Context, defineCommand } from './command.ts'
import { criterionName, label, staleness, verdictEntry } from './shared.ts'

/** The guide's criteria as an overview, or every messenger's verdict on one. */
export const criteriaCommand: Command = defineCommand({
  name: 'criteria',
  parameters: [{ name: 'criterion', takes: ['criterion'], least: 0, most: 1 }],
  answer: (context, { criterion: [criterion] }) => {
    const draft = createDraft(context.catalog, context.voice, 'criteria')
    draft.cite(context.catalog.guide.id)
    return criterion ? verdicts(draft, context, criterion) : overview(draft, context)
  },
})

function overview(draft: Draft, { catalog, voice, now }: Context) {
  const { minimum = [], 'best-case': bestCase = [] } = catalog.guide.criteria ?? {}
  const item = (criterion: string) => [
    strong(text(criterionName(draft, criterion))),
    text(`${voice.colon}${voice.recite(`criteria.${criterion}.meaning`)}`),
  ]
  draft.add(
    heading(text(voice.say('requirements.minimum', { count: minimum.length }))),
    list(minimum.map(item)),
    heading(text(voice.say('requirements.bestCase', { count: bestCase.length }))),
    paragraph(text(voice.say('requirements.bestCaseMeaning'))),
    list(bestCase.map(item)),
    heading(text(voice.say('requirements.further'))),
    list(catalog.criteria.filter((id) => !catalog.criteriaListOf(id) && !catalog.criterion(id).platform).map(item)),
    heading(text(voice.say('requirements.threats'))),
    list((catalog.guide.threats ?? []).map((threat) => [text(voice.recite(`threats.${threat}`))])),
    paragraph(text(voice.say('requirements.namedThreats'))),
    list(namedThreats.map((need) => namedFor(draft, need))),
    paragraph(text(voice.say('requirements.notApplied'))),
    ...staleness(draft, now),
  )
  draft.followUp(criterionName(draft, 'forward-secrecy'), 'criteria forward-secrecy')
  draft.followUp(criterionName(draft, 'all-platforms'), 'criteria all-platforms')
  return draft.finish({ criteria: [...minimum, ...bestCase] })
}

/** Threats the guide names for single messengers, as needs. */
const namedThreats = ['against-censorship', 'targeted-attacks']

function namedFor({ catalog, voice, name }: Draft, id: string): Line {
  const need = catalog.need(id)
  const messengers = need && 'criterion' in need ? catalog.select([[need]]).satisfying : []
  return [text(`${voice.recite(`needs.${id}`)}${voice.colon}${voice.list(messengers.map(name))}`)]
}

function verdicts(draft: Draft, { catalog, voice, now }: Context, criterion: string) {
  const place = catalog.criteriaListOf(criterion)
  // What stands beneath a messenger is named where it has something of its own to say.
  const subjects = catalog.subjects.filter(
    (id) =>
      catalog.messengers.includes(id) ||
      catalog.assessment(id, criterion).claims.some((claim) => claim.messenger === id),
  )
  draft.add(
    heading(text(criterionName(draft, criterion))),
    paragraph(text(voice.recite(`criteria.${criterion}.meaning`))),
    ...(place ? [paragraph(text(voice.recite(`requirements.in.${place}`)))] : []),
    facts(subjects.map((id) => verdictEntry(draft, label(draft.name(id)), catalog.assessment(id, criterion)))),
    ...staleness(draft, now),
  )
  const { term } = catalog.criterion(criterion)
  if (term)
    draft.followUp(voice.say('followUp.explain', { term: voice.recite(`terms.${term}.name`) }), `explain ${term}`)
  draft.followUp(voice.say('followUp.criteria'), 'criteria')
  return draft.finish({ criteria: [criterion] })
}
