import { type Answer, freeze } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import { detectLanguage } from '../question/detect-language.ts'
import type { Plan } from '../question/plan.ts'
import { planQuestion } from '../question/plan-question.ts'
import { readQuestion, respell } from '../question/read.ts'
import { answerFacts, answerSilence } from './ask-facts.ts'
import { answerHistory } from './ask-history.ts'
import { answerLinks } from './ask-links.ts'
import { answerList } from './ask-list.ts'
import { correctPremises } from './ask-premise.ts'
import { cardCommand } from './card.ts'
import { type Command, type Context, defineCommand } from './command.ts'
import { compareCommand } from './compare.ts'
import { criteriaCommand } from './criteria.ts'
import { explainCommand } from './explain.ts'
import { helpCommand } from './help.ts'
import { languageCommand } from './language.ts'
import { didYouMean, notUnderstood } from './mistakes.ts'
import { notListedCommand } from './not-listed.ts'
import { misspellings } from './parse.ts'
import { privacyCommand } from './privacy.ts'
import { inform } from './shared.ts'
import { sourcesCommand } from './sources.ts'

/** A question in plain words, answered in the language it is asked in. */
export const askCommand: Command = defineCommand({
  name: 'ask',
  parameters: [{ name: 'question', takes: 'text', least: 1, most: 1 }],
  answer: (context, { question: [asked = ''] }) => answerQuestion(context, asked),
})

function answerQuestion(place: Context, asked: string): Answer {
  const lexicon = place.lexicon()
  const typed = readQuestion(asked, lexicon, place.names)
  const { language, foreign } = detectLanguage(typed, lexicon, place.locales)
  const lexemes = respell(typed, language ?? place.voice.language, lexicon, place.names)
  const { plan, notCovered, premises } = planQuestion(lexemes, place.catalog, place.earlier)
  const voice = language === undefined || place.holdsLanguage ? place.voice : place.voices(language)
  const context: Context = { ...place, voice, notCovered }
  const draft = createDraft(context.catalog, voice, 'help')
  const found = lexemes.flatMap(({ readings: [reading], words, at, exact }) =>
    !exact && reading && isName(reading.kind) ? [{ kind: reading.kind, id: reading.id, words, at, exact }] : [],
  )
  const remarks = [...misspellings(context, found), ...(foreign ? [voice.say('mistake.foreign')] : [])]
  const corrected = correctPremises(context, plan, premises)
  const answer = corrected(answerPlan(context, plan))
  if (remarks.length === 0 || answer.summary.outcome === 'choose') return answer
  return freeze({ ...answer, blocks: [...remarks.map((remark) => inform(draft, remark)), ...answer.blocks] })
}

type NameOnly = Parameters<typeof misspellings>[1][number]['kind']

function isName(kind: string): kind is NameOnly {
  return ['messenger', 'criterion', 'term', 'need', 'not-covered'].includes(kind)
}

function answerPlan(context: Context, plan: Plan): Answer {
  switch (plan.kind) {
    case 'card':
      return cardCommand.answer(context, { messenger: [plan.messenger], section: [] })
    case 'compare':
      return compareCommand.answer(context, { messengers: plan.messengers, criteria: plan.criteria, section: [] })
    case 'fact':
      return answerFacts(context, plan)
    case 'list':
      return answerList(context, plan)
    case 'explain':
      return explainCommand.answer(context, { terms: plan.terms })
    case 'link':
      return answerLinks(context, plan)
    case 'setup':
      return cardCommand.answer(context, { messenger: [plan.messenger], section: ['setup'] })
    case 'history':
      return answerHistory(context, plan)
    case 'criteria':
      return criteriaCommand.answer(context, { criterion: [] })
    case 'sources':
      return sourcesCommand.answer(context, { messenger: plan.messenger ? [plan.messenger] : [] })
    case 'help':
      return helpCommand.answer(context, { command: [] })
    case 'privacy':
      return privacyCommand.answer(context, {})
    case 'languages':
      return languageCommand.answer(context, { language: [] })
    case 'silent':
      return answerSilence(context, plan)
    case 'not-covered':
      return notListedCommand.answer(context, { messenger: [] })
    case 'choose':
      return didYouMean(
        context,
        'help',
        plan.candidates.flatMap(({ kind, id }) => (isName(kind) ? [{ kind, id }] : [])),
      )
    case 'not-understood':
      return notUnderstood(context)
  }
}
