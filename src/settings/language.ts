import type { Context } from '../commands/command.ts'
import { isolate } from '../language/direction.ts'
import { matchLanguage } from '../language/languages.ts'
import { recognize } from '../question/recognize.ts'
import { auto, chosenIn, type Setting } from './setting.ts'

/** The language of commands, single words and pinned cards; written questions are answered in their own. */
export const languageSetting: Setting = {
  name: 'language',
  key: 'language',
  example: 'it',
  read: (context, value) => {
    if (value === auto) return { language: undefined }
    const language = matchLanguage(context.locales, value) ?? named(context, value)
    return language === undefined ? undefined : { language }
  },
  show: (context) => {
    const { language } = chosenIn(context)
    return language === undefined ? usual(context) : context.voice.languageName(language)
  },
  valid: ({ voice, locales }) => voice.choice([...Object.keys(locales), auto]),
  options: (context) => {
    const { language: chosen = auto } = chosenIn(context)
    const spoken = Object.entries(context.locales).map(([value, { language }]) => ({
      ...{ value, label: isolate(language.name), chosen: value === chosen },
    }))
    return [...spoken, { value: auto, label: usual(context), chosen: chosen === auto }]
  },
}

function usual({ voice, usualLanguage }: Context): string {
  return voice.say('settings.auto', { language: voice.languageName(usualLanguage) })
}

/** A language given by its name in any language we speak, misspelt or not. */
function named({ names, smallWords }: Context, wanted: string): string | undefined {
  const [first, ...others] = recognize(wanted, names, ['language'], smallWords).found
  return others.length === 0 ? first?.id : undefined
}
