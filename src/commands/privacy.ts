import { heading, list, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import { type Command, defineCommand } from './command.ts'

/** What is kept of what people write, and what is not. */
export const privacyCommand: Command = defineCommand({
  name: 'privacy',
  parameters: [],
  answer: ({ catalog, voice }) => {
    const draft = createDraft(catalog, voice, 'meta')
    draft.add(
      heading(text(voice.say('privacy.title'))),
      list([
        [text(voice.say('privacy.questions'))],
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
