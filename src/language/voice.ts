import { createInstance, type i18n } from 'i18next'
import { once } from '../once.ts'
import { isolate, isolateLatin } from './direction.ts'
import { pluralSuffix } from './placeholders.ts'
import type { Locale } from './schema.ts'
import type { Sentences } from './sentence-types.ts'

type Values = Readonly<Record<string, string | number>>

/** Speaks one language: looks sentences up and writes dates and lists the way that language does. */
export interface Voice {
  /** BCP 47 tag. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  /** What stands between two remarks, such as "no, inferred". */
  readonly separator: string
  /** What stands between a label and its value. */
  readonly colon: string
  /** What stands between two sentences. */
  readonly space: string
  /** An interface sentence with its placeholders filled in; inserted names are isolated. */
  say<K extends keyof Sentences>(key: K, ...values: ValuesOf<K>): string
  /** A sentence of the catalogue; falls back to English, marked as such, and to the key when no language has it. */
  recite(key: string, values?: Values): string
  /** Whether this language, or English for it, has the sentence. */
  knows(key: string): boolean
  /** `2016`, `2021-04` or `2024-11-12` as a reader expects it. */
  date(iso: string): string
  /** "a, b and c". */
  list(items: readonly string[]): string
  /** "a, b or c". */
  choice(items: readonly string[]): string
  /** The name of another language, in this one. */
  languageName(tag: string): string
}

/** What the placeholders of an interface sentence take; nothing where it has none. */
export type ValuesOf<K extends keyof Sentences> = keyof Sentences[K] extends never ? [] : [values: Sentences[K]]

const fallback = 'en'

/** The voices of all locales. */
export function createVoices(locales: Readonly<Record<string, Locale>>): (language: string) => Voice {
  const translator = createInstance()
  translator.init({
    initAsync: false,
    lng: fallback,
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(
      Object.entries(locales).map(([tag, { sentences }]) => [tag, { translation: sentences }]),
    ),
  })
  const voices = new Map<string, Voice>()
  return (language) => {
    const tag = language in locales ? language : fallback
    const voice = voices.get(tag) ?? createVoice(translator, locales, tag)
    voices.set(tag, voice)
    return voice
  }
}

function createVoice(translator: i18n, locales: Readonly<Record<string, Locale>>, tag: string): Voice {
  const own = keysOf(locales[tag])
  const english = keysOf(locales[fallback])
  const speak = translator.getFixedT(tag)
  const speakEnglish = translator.getFixedT(fallback)
  const compose = (key: string, values: Values): string => {
    if (own.has(key)) return speak(key, values)
    return english.has(key) ? `[English] ${isolate(speakEnglish(key, values))}` : key
  }
  // Most of an answer is labels; looking one up anew costs more than all else.
  const labels = new Map<string, string>()
  const recite = (key: string, values?: Values): string => {
    if (values) return compose(key, isolateNames(values))
    const label = labels.get(key) ?? compose(key, {})
    labels.set(key, label)
    return label
  }
  const direction = locales[tag]?.language.direction ?? 'ltr'
  // Words of the language itself stay as they are: a language may join them otherwise than foreign names.
  const ordered = (items: readonly string[]) => (direction === 'rtl' ? items.map(isolateLatin) : items)
  const lists = once(() => new Intl.ListFormat(tag, { type: 'conjunction' }))
  const choices = once(() => new Intl.ListFormat(tag, { type: 'disjunction' }))
  const languageNames = once(() => new Intl.DisplayNames(tag, { type: 'language' }))
  const dates = datePrecisions.map((parts) => once(() => new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...parts })))
  return {
    language: tag,
    direction,
    separator: locales[tag]?.language.separator ?? ', ',
    colon: locales[tag]?.language.colon ?? ': ',
    space: locales[tag]?.language.space ?? ' ',
    say: (key, ...[values]) => recite(key, values),
    recite,
    knows: (key) => own.has(key) || english.has(key),
    date: (iso) => dates[iso.split('-').length - 1]?.().format(new Date(iso)) ?? iso,
    list: (items) => lists().format(ordered(items)),
    choice: (items) => choices().format(ordered(items)),
    languageName: (other) => languageNames().of(other) ?? other,
  }
}

const datePrecisions: readonly Intl.DateTimeFormatOptions[] = [
  { year: 'numeric' },
  { year: 'numeric', month: 'long' },
  { year: 'numeric', month: 'long', day: 'numeric' },
]

/** Placeholders that take a name or the asker's words; the others take words of the language itself. */
const names = new Set([
  'name',
  'parent',
  'value',
  'by',
  'requestedBy',
  'source',
  'words',
  'meaning',
  'prefix',
  'command',
  'language',
  'licence',
])

function isolateNames(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'string' && names.has(key) ? isolate(value) : value,
    ]),
  )
}

/** Plural forms share the key before their suffix. */
function keysOf(locale: Locale | undefined): Set<string> {
  return new Set(Object.keys(locale?.sentences ?? {}).map((key) => key.replace(pluralSuffix, '')))
}
