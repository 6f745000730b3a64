import { heading, list, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import { howToEnd, whatIsKept } from '../keeping/announcement.ts'
import { keepingIn } from '../keeping/keeping.ts'
import { type Command, type Context, defineCommand } from './command.ts'

/** What is kept of what people write, and what is not. */
export const privacyCommand: Command = defineCommand({
  name: 'privacy',
  parameters: [],
  answer: (context) => {
    const { catalog, voice } = context
    const draft = createDraft(catalog, voice, 'meta')
    draft.add(
      heading(text(voice.say('privacy.title'))),
      list([
        ...ofQuestions(context).map((sentence) => [text(sentence)]),
        [text(voice.say('privacy.waiting'))],
        [text(voice.say('privacy.answered'))],
        [text(voice.say('privacy.keys'))],
        [text(voice.say('privacy.buttons'))],
        [text(voice.say('privacy.settings'))],
        [text(voice.say('privacy.network'))],
      ]),
    )
    return draft.finish()
  },
})

/** What is kept of questions in this place. */
function ofQuestions(context: Context): readonly string[] {
  const { voice, state, keepQuestions, place } = context
  const keeping = keepingIn(state, keepQuestions, place)
  if (keeping === 'on')
    return [voice.say('privacy.understood'), whatIsKept(context), voice.say('keeping.not'), howToEnd(context)]
  const questions = voice.say('privacy.questions')
  return keeping === 'unwanted' ? [questions] : [questions, voice.say(`privacy.${keeping}`)]
}
