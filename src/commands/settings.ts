import { code, facts, paragraph, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import { type Layout, layouts } from '../state/state.ts'
import { askCommand } from './ask.ts'
import { type Command, type Context, defineCommand } from './command.ts'
import { languageCommand } from './language.ts'
import { label } from './shared.ts'

/** Shows or, for moderators, changes how the bot answers in a place. */
export const settingsCommand: Command = defineCommand({
  name: 'settings',
  parameters: [{ name: 'change', takes: 'text', least: 0, most: 1 }],
  answer: (context, { change: [change = ''] }) => {
    const { voice, state, place, moderates } = context
    const [setting = '', wanted = ''] = change.trim().toLowerCase().split(/\s+/)
    if (setting === '') return show(context)
    if (setting === 'language') return languageCommand.answer(context, { language: wanted === '' ? [] : [wanted] })
    const layout = layouts.find((one) => one === wanted)
    if (setting !== 'layout' || !layout) {
      // "Settings to hide my number on Signal" asks about a messenger's settings.
      const answer = askCommand.answer(context, { question: [`settings ${change}`] })
      return answer.summary.outcome === 'not-understood' ? show(context, voice.say('settings.unknown')) : answer
    }
    if (!moderates) return show(context, voice.say('settings.refused'))
    state.changeSettings(place, { ...state.settings(place), layout })
    return show(context, voice.say('settings.changed'))
  },
})

function show({ catalog, voice, state, place, prefix }: Context, message?: string) {
  const draft = createDraft(catalog, voice, 'meta')
  const { layout = layouts[0] } = state.settings(place)
  const nameOf = (one: Layout) => voice.say(`settings.layouts.${one}`)
  if (message !== undefined) draft.add(paragraph(text(message)))
  draft.add(
    facts([
      {
        label: label(voice.say('settings.language')),
        value: [text(voice.languageName(voice.language))],
        detail: [code(`${prefix} settings language it`)],
      },
      {
        label: label(voice.say('settings.layout')),
        value: [text(nameOf(layout))],
        detail: layouts.flatMap((one, index) => [
          ...(index > 0 ? [text(voice.separator)] : []),
          text(`${nameOf(one)}${voice.colon}`),
          code(`${prefix} settings layout ${one}`),
        ]),
      },
    ]),
  )
  for (const one of layouts) draft.followUp(nameOf(one), `settings layout ${one}`)
  return draft.finish()
}
