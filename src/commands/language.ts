import { code, list, paragraph, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import { isolate } from '../language/direction.ts'
import { matchLanguage } from '../language/languages.ts'
import { recognize } from '../question/recognize.ts'
import { type Command, type Context, defineCommand } from './command.ts'

/** Shows or, for moderators, changes the language of a place. */
export const languageCommand: Command = defineCommand({
  name: 'language',
  parameters: [{ name: 'language', takes: 'text', suggests: ['language'], least: 0, most: 1 }],
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

/** A language given by its name in any language we speak, misspelt or not. */
function named({ names, smallWords }: Context, wanted: string): string | undefined {
  const [first, ...others] = recognize(wanted, names, ['language'], smallWords).found
  return others.length === 0 ? first?.id : undefined
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
