import { type Answer, choice, code, paragraph, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import { wordsOf } from '../question/words.ts'
import { applyChange, placeSettings } from '../settings/place-settings.ts'
import type { Change, Setting } from '../settings/setting.ts'
import { askCommand } from './ask.ts'
import { type Command, type Context, defineCommand } from './command.ts'
import { label, rightTo } from './shared.ts'

/** Shows or, for moderators, changes how the bot answers in a place; several settings are parted by commas. */
export const settingsCommand: Command = defineCommand({
  name: 'settings',
  pinnable: false,
  parameters: [{ name: 'change', takes: 'text', least: 0, most: 1 }],
  keywords: placeSettings.map(({ name, values }) => ({
    ...{ name, takes: 'text' as const, least: 0, most: 1 },
    ...(name === 'language' ? { suggests: ['language'] as const } : {}),
    ...(values ? { values } : {}),
  })),
  answer: (context, { change: [change = ''] }) => {
    const { voice } = context
    if (change.trim() === '') return showSettings(context)
    const wanted = change.split(',').map((one) => readChange(context, one))
    if (wanted.every(({ setting }) => setting === undefined)) {
      // "Settings to hide my number on Signal" asks about a messenger's settings.
      const answer = askCommand.answer(context, { question: [`settings ${change}`] })
      return answer.summary.outcome === 'not-understood' ? showSettings(context, voice.say('settings.unknown')) : answer
    }
    const wrong = wanted.filter(({ changed }) => changed === undefined)
    if (wrong.length > 0) return showSettings(context, ...wrong.map((one) => whatIsValid(context, one)))
    if (!context.moderates)
      return showSettings(context, voice.say('settings.refused', { right: rightTo('moderate', context) }))
    return changeSettings(context, Object.assign({}, ...wanted.map(({ changed }) => changed)))
  },
})

interface Wanted {
  readonly typed: string
  readonly setting?: Setting | undefined
  /** Absent where the value is none. */
  readonly changed?: Change | undefined
}

function readChange(context: Context, typed: string): Wanted {
  const [name = '', ...words] = typed.trim().toLowerCase().split(/\s+/)
  const setting = placeSettings.find((one) => one.name === name)
  const isSettable = setting && context.settable.includes(setting.key)
  return { typed, setting, changed: isSettable ? setting.read(context, words.join(' ')) : undefined }
}

function whatIsValid(context: Context, { typed, setting }: Wanted): string {
  const { voice, settable } = context
  if (!setting) return voice.say('settings.unknownOne', { words: wordsOf(typed).join(' ') })
  if (!settable.includes(setting.key)) return voice.say('settings.notHere', { name: setting.name })
  return voice.say('settings.invalid', { name: setting.name, what: setting.valid(context) })
}

function changeSettings(context: Context, changed: Change): Answer {
  const { voices, voice, usualLanguage } = context
  const settings = applyChange(context, changed)
  const now = 'language' in changed ? voices(settings.language ?? usualLanguage) : voice
  return showSettings({ ...context, ...context.opening(), voice: now }, now.say('settings.changed'))
}

/** What a place has chosen and can choose, after what is to be said first. */
function showSettings(context: Context, ...said: readonly string[]): Answer {
  const { catalog, voice, settable } = context
  const draft = createDraft(catalog, voice, 'meta')
  draft.add(...said.map((sentence) => paragraph(text(sentence))))
  const shown = placeSettings.filter(({ key, concerns }) => settable.includes(key) && (concerns?.(context) ?? true))
  for (const setting of shown) {
    const typed = (value: string) => code(`${context.prefix} settings ${setting.name} ${value}`)
    const options = (setting.options?.(context) ?? []).map(({ value, ...option }) => ({
      ...{ ...option, command: `settings ${setting.name} ${value}` },
      typed: [text(`${option.label}${voice.colon}`), typed(value)],
    }))
    const name = label(voice.recite(`settings.names.${setting.name}`))
    const value = [text(setting.show(context))]
    const detail = [typed(setting.example)]
    draft.add(choice({ label: name, value, ...(options.length > 0 ? {} : { detail }) }, options))
  }
  return draft.finish()
}
