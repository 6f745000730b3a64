import { isolate } from '../language/direction.ts'
import { matchLanguage } from '../language/languages.ts'
import { recognize } from '../question/recognize.ts'
import { layouts, type PlaceSettings } from '../state/state.ts'
import type { Context } from './command.ts'

/** What a value changes; undefined takes back what was chosen. */
export type Change = { readonly [K in keyof PlaceSettings]?: PlaceSettings[K] | undefined }

/** One thing that a place can choose. */
export interface Setting {
  /** As it is typed. */
  readonly name: string
  readonly key: keyof PlaceSettings
  /** A value, for an example. */
  readonly example: string
  /** All values, where there are few. */
  readonly values?: readonly string[]
  /** What a typed value changes; undefined if it is none. */
  read(context: Context, value: string): Change | undefined
  /** The value in words. */
  show(context: Context): string
  /** What can be typed, in words, for who typed something else. */
  valid(context: Context): string
  /** Values to choose from, with the one in force. */
  options(context: Context): readonly { readonly value: string; readonly label: string; readonly chosen: boolean }[]
}

const chosenIn = ({ state, place }: Context) => state.settings(place)
const none = () => []

/** What takes back a choice. */
const auto = 'auto'

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
    const { language } = chosenIn(context)
    const spoken = Object.entries(context.locales).map(
      ([
        value,
        {
          language: { name },
        },
      ]) => ({
        ...{ value, label: isolate(name), chosen: value === language },
      }),
    )
    return [...spoken, { value: auto, label: usual(context), chosen: language === undefined }]
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

/** A sign that no sentence begins with, and a short word: messages of people are not taken for commands. */
export const prefixes = /^[!?.;:$%&+=~^]{1,2}[a-z\d_-]{0,20}$/i

const prefix: Setting = {
  name: 'prefix',
  key: 'prefix',
  example: '!m',
  read: ({ usualPrefix }, value) => {
    if (value === auto || value === usualPrefix) return { prefix: undefined }
    return prefixes.test(value) ? { prefix: value } : undefined
  },
  show: (context) => isolate(chosenIn(context).prefix ?? context.usualPrefix),
  valid: ({ voice, usualPrefix }) =>
    voice.say('settings.validPrefix', { example: isolate('!m'), usual: isolate(usualPrefix) }),
  options: none,
}

const layout: Setting = {
  name: 'layout',
  key: 'layout',
  example: 'table',
  values: layouts,
  read: (_, value) => {
    const layout = layouts.find((one) => one === value)
    return layout && { layout }
  },
  show: (context) => context.voice.say(`settings.layouts.${chosenIn(context).layout ?? layouts[0]}`),
  valid: ({ voice }) => voice.choice(layouts),
  options: (context) => {
    const { layout = layouts[0] } = chosenIn(context)
    return layouts.map((value) => ({
      ...{ value, label: context.voice.say(`settings.layouts.${value}`), chosen: value === layout },
    }))
  },
}

const everywhere = ['everywhere', 'mentions'] as const

const listen: Setting = {
  name: 'listen',
  key: 'listen',
  example: 'mentions',
  values: [...everywhere, 'here', 'not-here'],
  read: ({ place: { id, partOf }, state, place }, value) => {
    const listen = everywhere.find((one) => one === value)
    if (listen) return { listen }
    if (partOf === undefined || (value !== 'here' && value !== 'not-here')) return undefined
    const { listen: before } = state.settings(place)
    const others = (Array.isArray(before) ? before : []).filter((channel) => channel !== id)
    const channels = value === 'here' ? [...others, id] : others
    return { listen: channels.length > 0 ? channels : undefined }
  },
  show: (context) => {
    const { listen = 'everywhere' } = chosenIn(context)
    const { voice, place } = context
    if (typeof listen === 'string') return voice.say(`settings.listens.${listen}`)
    const here = voice.say(`settings.listens.${listen.includes(place.id) ? 'here' : 'not-here'}`)
    return voice.say('settings.listens.channels', { count: listen.length, here })
  },
  valid: ({ voice, place }) =>
    voice.choice([...everywhere, ...(place.partOf === undefined ? [] : ['here', 'not-here'])]),
  options: (context) => {
    const { listen = 'everywhere' } = chosenIn(context)
    const { voice, place } = context
    const isListed = Array.isArray(listen) && listen.includes(place.id)
    const channel = [
      { value: 'here', label: voice.say('settings.listens.here'), chosen: isListed },
      ...(isListed ? [{ value: 'not-here', label: voice.say('settings.listens.not-here'), chosen: false }] : []),
    ]
    const general = everywhere.map((value) => ({
      ...{ value, label: voice.say(`settings.listens.${value}`), chosen: value === listen },
    }))
    return [...general, ...(place.partOf === undefined ? [] : channel)]
  },
}

const switched = { on: true, off: false } as const

const isPrivate: Setting = {
  name: 'private',
  key: 'private',
  example: 'on',
  values: ['on', 'off'],
  read: (_, value) => (value === 'on' || value === 'off' ? { private: switched[value] } : undefined),
  show: (context) => context.voice.say(`settings.private.${chosenIn(context).private ? 'on' : 'off'}`),
  valid: ({ voice }) => voice.choice(Object.keys(switched)),
  options: (context) =>
    (['off', 'on'] as const).map((value) => ({
      ...{ value, label: context.voice.say(`settings.private.${value}`) },
      chosen: switched[value] === (chosenIn(context).private ?? false),
    })),
}

/** Fewer questions than the operator allows; never more. */
const limit = (name: string, key: 'perAsker' | 'perPlace'): Setting => ({
  ...{ name, key, example: '5' },
  read: ({ limits }, value) => {
    const count = /^\d{1,6}$/.test(value) ? Number(value) : 0
    if (value === auto || count === limits[key].count) return { [key]: undefined }
    return count > 0 && count < limits[key].count ? { [key]: count } : undefined
  },
  show: (context) => {
    const { count, seconds } = context.limits[key]
    return context.voice.say('settings.limit', { count: chosenIn(context)[key] ?? count, seconds: String(seconds) })
  },
  valid: ({ voice, limits }) => voice.say('settings.validLimit', { count: limits[key].count }),
  options: none,
})

/** Everything a place can choose, in the order it is shown. */
export const placeSettings: readonly Setting[] = [
  ...[languageSetting, prefix, layout, listen, isPrivate],
  ...[limit('per-asker', 'perAsker'), limit('per-place', 'perPlace')],
]

/** Has a place choose, and gives all that it has chosen then. */
export function applyChange({ state, place }: Context, change: Change): PlaceSettings {
  const chosen = Object.entries({ ...state.settings(place), ...change }).filter(([, value]) => value !== undefined)
  const settings: PlaceSettings = Object.fromEntries(chosen)
  state.changeSettings(place, settings)
  return settings
}
