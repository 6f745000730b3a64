import { type Answer, freeze, type Line, notice, paragraph, text } from './answer/document.ts'
import { createDraft } from './answer/draft.ts'
import { type Offers, offersOf } from './answer/offers.ts'
import { type Catalog, createCatalog } from './catalog/catalog.ts'
import { createNameIndex } from './catalog/names.ts'
import { createTextSearch } from './catalog/text-search.ts'
import type { Context } from './commands/command.ts'
import { complete } from './commands/complete.ts'
import { commands } from './commands/index.ts'
import { reply } from './commands/interpret.ts'
import type { Content } from './content/load-content.ts'
import { matchLanguage } from './language/languages.ts'
import { createVoices, type Voice } from './language/voice.ts'
import type { Subjects } from './question/gather.ts'
import { createLexicon, type Lexicon } from './question/lexicon.ts'
import { cleanText, longestQuestion, variantFolder } from './question/words.ts'
import type { Place, PlaceSettings, State } from './state/state.ts'

/** What an adapter asks the bot. */
export interface Request {
  /** What was typed, with or without the prefix. */
  readonly text: string
  readonly place: Place
  /** Whether the asker may change what the bot does in this place. */
  readonly moderates: boolean
  /** BCP 47 tag that overrides the place's language. */
  readonly language?: string
  /** BCP 47 tag of the language to answer in, even if the question is in another. */
  readonly answerIn?: string
  /** What the answer that is replied to was about, as its summary says. */
  readonly replyTo?: Subjects
}

/** Why there is no answer: a message that cannot be decrypted, encryption that is switched off, or a bug. */
export type Regret = 'unreadable' | 'encryption-off' | 'failed'

/** Turns requests into answers; knows no platform. */
export interface Bot {
  readonly catalog: Catalog
  /** Names of all commands, in the order help shows them. */
  readonly commands: readonly string[]
  /** BCP 47 tags of the languages it speaks. */
  readonly languages: readonly string[]
  /** The language it speaks that fits a tag best, if any. */
  matchLanguage(tag: string): string | undefined
  /** Answers anything a person can type; never throws for what they typed. */
  answer(request: Request): Answer
  /** What an answer can lead to beside its follow-ups. */
  offers(answer: Answer): Offers
  /** What it says where it cannot answer: for what reason, with a number to find a failure by. */
  regret(place: Place, reason: Regret, incident?: string): Answer
  /** What a place has chosen. */
  settings(place: Place): PlaceSettings
  /** Lets a place keep its settings under another id. */
  move(from: Place, to: Place): void
  /** What commands begin with. */
  readonly prefix: string
  /** What could complete the last word of a text, in the place's language: command names, then names of things. */
  complete(text: string): readonly string[]
}

export interface BotOptions {
  readonly content: Content
  readonly state: State
  /** BCP 47 tag: the language of a place that set none. */
  readonly language?: string
  readonly prefix?: string
  /** The clock, for saying how old the guide is. */
  readonly now?: () => Date
}

/** Creates a bot from validated content. */
export function createBot({
  content,
  state,
  language = 'en',
  prefix = '!messenger',
  now = () => new Date(),
}: BotOptions): Bot {
  const { data, locales } = content
  const catalog = createCatalog(data)
  const voices = createVoices(locales)
  const names = createNameIndex(content.names)
  const searchTexts = createTextSearch(catalog, locales)
  const fold = variantFolder(Object.assign({}, ...Object.values(locales).map((locale) => locale.variants)))
  let lexicon: Lexicon | undefined
  const shared = {
    lexicon: () => {
      lexicon ??= createLexicon(content.names, content.phrases(), locales)
      return lexicon
    },
    catalog,
    names,
    voices,
    locales,
    state,
    prefix,
    searchTexts,
    commands,
    smallWords: new Set(content.smallWords),
    negations: new Set(content.negations),
  }

  const voiceIn = (place: Place, wanted = state.settings(place).language ?? language) =>
    voices(matchLanguage(locales, wanted) ?? wanted)

  return {
    catalog,
    prefix,
    offers: (answer) => offersOf(answer, catalog, voices(answer.language), locales),
    regret: (place, reason, incident = '') => regret(catalog, voiceIn(place), reason, incident),
    settings: (place) => state.settings(place),
    move: (from, to) => state.changeSettings(to, state.settings(from)),
    commands: commands.map(({ name }) => name),
    languages: Object.keys(locales),
    matchLanguage: (tag) => matchLanguage(locales, tag),
    answer: (request) => {
      const voice = voiceIn(request.place, request.answerIn ?? request.language)
      const context: Context = {
        ...shared,
        voice,
        place: request.place,
        moderates: request.moderates,
        holdsLanguage: request.answerIn !== undefined,
        now: now(),
        notCovered: [],
        conditions: [],
        earlier: request.replyTo,
      }
      const { text: asked, cut } = cleanText(request.text)
      const { answer, remarks } = reply(context, fold(withoutPrefix(asked, prefix)))
      const notices = cut ? [voice.say('mistake.cut', { count: longestQuestion }), ...remarks] : remarks
      return withNotices(answer, voice, notices)
    },
    complete: (typed) => complete(names, catalog, withoutPrefix(cleanText(typed).text, prefix), /\s$/.test(typed)),
  }
}

function regret(catalog: Catalog, voice: Voice, reason: Regret, incident: string): Answer {
  const draft = createDraft(catalog, voice, 'meta')
  const said = reason === 'failed' ? voice.say('regret.failed', { incident }) : voice.say(`regret.${reason}`)
  draft.add(paragraph(text(said)))
  return draft.finish()
}

function withoutPrefix(asked: string, prefix: string): string {
  return asked.toLowerCase().startsWith(prefix.toLowerCase()) ? asked.slice(prefix.length).trim() : asked
}

function withNotices(answer: Answer, voice: Voice, notices: readonly string[]): Answer {
  if (notices.length === 0) return answer
  const line = (said: string): Line => [
    { kind: 'strong', content: [text(`${voice.say('notice.note')}${voice.space}`)] },
    text(said),
  ]
  return freeze({ ...answer, blocks: [...notices.map((said) => notice('info', ...line(said))), ...answer.blocks] })
}
