import { code, list, paragraph, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import { isolate } from '../language/direction.ts'
import { matchLanguage } from '../language/languages.ts'
import { type Command, type Context, defineCommand } from './command.ts'

/** Shows or, for moderators, changes the language of a place. */
export const languageCommand: Command = defineCommand({
  name: 'language',
  parameters: [{ name: 'language', takes: 'text', least: 0, most: 1 }],
  answer: (context, { language: [wanted] }) => {
    if (wanted === undefined)
      return show(
        context,
        context.voice.say('language.current', { language: context.voice.languageName(context.voice.language) }),
      )
    const language = matchLanguage(context.locales, wanted) ?? named(context, wanted)
    if (language === undefined) return show(context, context.voice.say('language.unknown'))
    if (!context.moderates) return show(context, context.voice.say('language.refused'))
    context.state.changeSettings(context.place, { ...context.state.settings(context.place), language })
    const voice = context.voices(language)
    return show({ ...context, voice }, voice.say('language.changed', { language: voice.languageName(language) }))
  },
})

/** A language given by its name, in itself or in the language spoken now. */
function named({ locales, voice }: Context, wanted: string): string | undefined {
  const folded = wanted.trim().toLowerCase()
  return Object.entries(locales).find(([tag, { language }]) =>
    [language.name, voice.languageName(tag), new Intl.DisplayNames('en', { type: 'language' }).of(tag)].some(
      (name) => name?.toLowerCase() === folded,
    ),
  )?.[0]
}

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
