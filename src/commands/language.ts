import { code, list, paragraph, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import { isolate } from '../language/direction.ts'
import { languageSetting } from '../settings/language.ts'
import { applyChange } from '../settings/place-settings.ts'
import { type Command, type Context, defineCommand } from './command.ts'
import { rightTo } from './shared.ts'

/** Shows or, for moderators, changes the language of a place; short for that part of its settings. */
export const languageCommand: Command = defineCommand({
  name: 'language',
  pinnable: false,
  parameters: [{ name: 'language', takes: 'text', suggests: ['language'], least: 0, most: 1 }],
  answer: (context, { language: [wanted] }) => {
    const { voice, voices, moderates, usualLanguage } = context
    if (wanted === undefined)
      return show(context, voice.say('language.current', { language: voice.languageName(voice.language) }))
    const change = languageSetting.read(context, wanted.trim().toLowerCase())
    if (!change) return show(context, voice.say('language.unknown'))
    if (!moderates) return show(context, voice.say('language.refused', { right: rightTo('moderate', context) }))
    const { language = usualLanguage } = applyChange(context, change)
    const now = voices(language)
    return show({ ...context, voice: now }, now.say('language.changed', { language: now.languageName(language) }))
  },
})

function show({ catalog, voice, locales, prefix }: Context, message: string) {
  const draft = createDraft(catalog, voice, 'meta')
  draft.add(
    paragraph(text(message)),
    list(
      Object.entries(locales).map(([tag, { language }]) => [
        text(`${isolate(language.name)} `),
        code(`${prefix} language ${tag}`),
      ]),
    ),
  )
  for (const [tag, { language }] of Object.entries(locales)) draft.followUp(isolate(language.name), `language ${tag}`)
  return draft.finish()
}
