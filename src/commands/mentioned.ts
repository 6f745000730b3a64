import { comparing } from '../answer/comparing.ts'
import { type Answer, heading, list, paragraph, text } from '../answer/document.ts'
import { createDraft, type Draft } from '../answer/draft.ts'
import { readQuestion } from '../question/read.ts'
import { idsOf, maybe } from '../question/readings.ts'
import { cleanText } from '../question/words.ts'
import type { Context } from './command.ts'
import { addNamed } from './search.ts'
import { notCoveredNotice } from './shared.ts'

/** As many as a comparison takes. */
const mostCompared = 4

/** The longest text that is looked through, in characters; no message anywhere is much longer. */
const longestMessage = 4000

/** Names the messengers and terms in a text that was not written for the bot. */
export function mentionedIn(context: Context, written: string): Answer {
  const { catalog, voice, fold } = context
  const { messengers, terms, notCovered } = namesIn(context, fold(cleanText(written, longestMessage).text))
  const draft = createDraft(catalog, voice, 'list')
  if (messengers.length + terms.length + notCovered.length === 0) return nothingMentioned(draft)
  draft.add(heading(text(voice.say('mentioned.title'))), ...notCoveredNotice(draft, { ...context, notCovered }))
  addNamed(draft, { messengers, criteria: [], terms })
  if (terms.length > 0) draft.add(list(terms.map((id) => [text(voice.recite(`terms.${id}.name`))])))
  if (messengers.length > 1 && messengers.length <= mostCompared)
    draft.followUp(voice.say('mentioned.compare'), comparing(messengers))
  const outcome = messengers.length + terms.length === 0 ? 'not-covered' : 'answered'
  return draft.finish({ outcome, messengers, terms, notCovered })
}

/** Only what is spelt right counts: in a text about anything a misspelt name is hardly one. */
function namesIn({ lexicon, names }: Context, written: string) {
  const lexemes = readQuestion(written, lexicon(), { ...names, closest: () => [] })
  const outside = lexemes.filter((lexeme) => !maybe(lexeme, 'common', 'messenger', 'fact'))
  return {
    messengers: [...new Set(lexemes.flatMap((lexeme) => idsOf(lexeme, 'messenger')))],
    terms: [...new Set(lexemes.flatMap((lexeme) => idsOf(lexeme, 'term')))],
    notCovered: [...new Set(outside.flatMap((lexeme) => idsOf(lexeme, 'not-covered')))],
  }
}

function nothingMentioned(draft: Draft): Answer {
  draft.add(paragraph(text(draft.voice.say('mentioned.none'))))
  draft.followUp(draft.voice.say('followUp.help'), 'help')
  return draft.finish({ outcome: 'not-understood' })
}
