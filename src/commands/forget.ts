import { type Answer, list, paragraph, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import { type Command, type Context, defineCommand } from './command.ts'
import { remark, rightTo } from './shared.ts'

/** Erases all that is kept of a place, and says what that was. */
export const forgetCommand: Command = defineCommand({
  name: 'forget',
  pinnable: false,
  parameters: [],
  answer: (context) => refused(context) ?? erase(context, 0),
  act: async (context, _, platform) => refused(context) ?? erase(context, platform.forget(context.place)),
})

function refused(context: Context): Answer | undefined {
  if (context.moderates) return undefined
  return remark(context, context.voice.say('forget.refused', { right: rightTo('moderate', context) }))
}

function erase(context: Context, answers: number): Answer {
  const { catalog, voice, state, place } = context
  const { settings, pins } = state.record(place)
  const questions = state.questions.list(place)
  state.erase(place)
  const draft = createDraft(catalog, voice, 'meta')
  const counts = [
    // That questions are not to be kept goes on to hold.
    ['forget.settings', Object.keys(settings).filter((key) => key !== 'keepQuestions').length],
    ['forget.pins', pins.length],
    ['forget.questions', questions.length],
    ['forget.answers', answers],
  ] as const
  const erased = counts.filter(([, count]) => count > 0)
  if (erased.length === 0) draft.add(paragraph(text(voice.say('forget.nothing'))))
  else
    draft.add(
      paragraph(text(voice.say('forget.done'))),
      list(erased.map(([key, count]) => [text(voice.say(key, { count }))])),
    )
  if (settings.keepQuestions === false) draft.add(paragraph(text(voice.say('forget.stillRefused'))))
  if (pins.length > 0) draft.add(paragraph(text(voice.say('forget.left'))))
  return draft.finish()
}
