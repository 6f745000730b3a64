import { type Answer, isMistake } from './answer/document.ts'
import { withNotices } from './answer/notices.ts'
import { type Offers, offersOf } from './answer/offers.ts'
import { type Regret, regret, sayRegret } from './answer/regret.ts'
import type { Catalog } from './catalog/catalog.ts'
import { complete } from './commands/complete.ts'
import { type CommandDeclaration, declarations, parameterOf } from './commands/declare.ts'
import { commands } from './commands/index.ts'
import { mentionedIn } from './commands/mentioned.ts'
import type { Suggestion } from './commands/suggest.ts'
import { understand } from './commands/understand.ts'
import type { Content } from './content/load-content.ts'
import { createContexts, type Openings } from './contexts.ts'
import { openGuide } from './guide.ts'
import { announcementFor, daysIn } from './keeping/announcement.ts'
import { createKeeper, type QuestionKeeping } from './keeping/keeping.ts'
import { matchLanguage } from './language/languages.ts'
import type { Sentences } from './language/sentence-types.ts'
import type { ValuesOf } from './language/voice.ts'
import { createAdmission, type Limits, usualLimits } from './limits/limits.ts'
import type { Observe } from './observation.ts'
import { refreshPins } from './pins/keep-pins.ts'
import type { Platform } from './pins/platform.ts'
import { createTurns } from './pins/turns.ts'
import { afterPrefix } from './question/prefix.ts'
import { cleanText } from './question/words.ts'
import type { PlacedRequest, Request, SuggestionRequest } from './request.ts'
import { listens } from './state/listens.ts'
import { type Pin, type Place, type PlaceSettings, type State, wholeOf } from './state/state.ts'

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
  /**
   * Answers, and does on a platform what a command asks for; undefined for who goes on asking beyond the limits, unless
   * there must be an answer. Throws what the platform throws.
   */
  respond(request: PlacedRequest, platform: Platform): Promise<Answer | undefined>
  /**
   * Has pinned cards say what they should: all of a platform, or those of places that changed their settings since.
   * What fails in one place holds up no other; in the end it throws an AggregateError of all that failed.
   */
  keepPins(platform: Platform, which: 'all' | 'changed'): Promise<void>
  /**
   * Tells people that questions are kept: in all places of a platform where that is still to be done, or where it came up
   * since. Fails like `keepPins`; nothing is kept where it failed.
   */
  announceKeeping(platform: Platform, which: 'all' | 'changed'): Promise<void>
  /** Names the messengers and terms in any text, in the language of the place or the one wanted. */
  mentionedIn(request: Omit<Request, 'command' | 'replyTo'>): Answer
  /** Every command with its parameters, in the order help shows them. */
  readonly declarations: readonly CommandDeclaration[]
  /** What may be meant by what is typed for a parameter so far; any of it is understood in the text of a request. */
  suggest(request: SuggestionRequest): readonly Suggestion[]
  /** A sentence for what a platform shows beside its answers, such as the name of a menu. */
  say<K extends keyof Sentences>(sentence: K, language: string, ...values: ValuesOf<K>): string
  /** What an answer can lead to beside its follow-ups. */
  offers(answer: Answer): Offers
  /** What it says where it cannot answer, in the language of the place or the one wanted. */
  regret(where: Pick<Request, 'place' | 'language'>, reason: Regret): Answer
  /** An answer that begins with what went wrong beside it. */
  remark(answer: Answer, reason: Regret): Answer
  /** What a place has chosen. */
  settings(place: Place): PlaceSettings
  /** Lets a place keep its settings under another id. */
  move(from: Place, to: Place): void
  /** What commands begin with in a place that listens to it. */
  prefix(place: Place): string
  /** What people type before a command in a place, by what it listens to. */
  opening(place: Place, platform: Openings): string
  /** Whether messages are answered in a place, beside those of whom it is alone with. */
  listens(place: Place, how: 'mention' | 'prefix'): boolean
  /** Answers from other content from now on; it must be validated. */
  reload(content: Content): void
  /** Tells whenever it answers from other content, until the signal. */
  whenReloaded(listener: () => void, until: AbortSignal): void
  /** What could complete the last word of a text, in the place's language: command names, then names of things. */
  complete(text: string, place: Place): readonly string[]
}

export interface BotOptions {
  readonly content: Content
  readonly state: State
  /** BCP 47 tag: the language of a place that set none. */
  readonly language?: string
  readonly limits?: Limits
  /** Where the text of questions that were not understood is kept; nowhere, if absent. */
  readonly keepQuestions?: QuestionKeeping | undefined
  /** Is told what the bot does. */
  readonly observe?: Observe
  /** The clock, for saying how old the guide is. */
  readonly now?: () => Date
}

/** What commands begin with in a place that chose nothing else. */
const usualPrefix = '!messenger'

/** Creates a bot from validated content. */
export function createBot({
  content,
  state,
  language = 'en',
  limits = usualLimits,
  keepQuestions,
  observe = () => undefined,
  now = () => new Date(),
}: BotOptions): Bot {
  let guide = openGuide(content)
  const reloaded = new Set<() => void>()
  const usual = { state, usualPrefix, usualLanguage: language, limits, keepQuestions, now }
  const { voiceFor, voiceIn, prefixIn, openingIn, contextOf, contextForAll } = createContexts(() => guide, usual)
  const admit = createAdmission(limits)
  const keeper = createKeeper(state, keepQuestions)
  const changed = new Map<string, Place>()
  const inTurn = createTurns()
  /** What fails in one place holds up no other. */
  const inEach = async (places: readonly Place[], task: (place: Place) => Promise<void>, problem: string) => {
    const failures: unknown[] = []
    for (const place of places) await inTurn(wholeOf(place), () => task(place)).catch((error) => failures.push(error))
    if (failures.length > 0) throw new AggregateError(failures, problem)
  }

  return {
    get catalog() {
      return guide.catalog
    },
    reload: (next) => {
      guide = openGuide(next)
      for (const listener of reloaded) listener()
    },
    whenReloaded: (listener, signal) => {
      reloaded.add(listener)
      signal.addEventListener('abort', () => reloaded.delete(listener))
    },
    prefix: prefixIn,
    opening: (place, platform) => openingIn(place, platform).prefix,
    listens: (place, how) => listens(state.settings(place), place, how),
    offers: (answer) => offersOf(answer, guide.catalog, guide.voices(answer.language), guide.locales),
    regret: ({ place, language }, reason) => regret(guide.catalog, voiceIn(place, language), reason),
    remark: (answer, reason) => {
      const voice = voiceFor(answer.language)
      return withNotices(answer, voice, [sayRegret(voice, reason)])
    },
    settings: (place) => state.settings(place),
    move: (from, to) => state.changeSettings(to, state.settings(from)),
    commands: commands.map(({ name }) => name),
    get languages() {
      return Object.keys(guide.locales)
    },
    matchLanguage: (tag) => matchLanguage(guide.locales, tag),
    answer: (request) => {
      const context = contextOf(request)
      const { answer, remarks } = understand(context, request)
      return withNotices(answer(), context.voice, remarks)
    },
    respond: async (request, platform) => {
      const { place, asker, cause, mustAnswer = false } = request
      const before = state.settings(place)
      if (asker !== undefined) {
        const admission = await admit(`${place.platform} ${asker}`, wholeOf(place), { ...before, mustAnswer })
        if (admission !== 'answer') observe({ kind: 'limited', platform: platform.name })
        if (admission === 'silence') return undefined
        if (admission !== 'answer') return regret(guide.catalog, voiceIn(place, request.language), admission)
      }
      const context = contextOf(request, { platform, cause })
      const { command, answer, remarks, act } = understand(context, request)
      const said = act ? await inTurn(wholeOf(place), () => act(platform)) : answer()
      const { intent, outcome } = said.summary
      observe({ kind: 'asked', platform: platform.name, command, intent, outcome, language: said.language })
      if (JSON.stringify(before) !== JSON.stringify(state.settings(place))) changed.set(wholeOf(place), place)
      const isKept = keeper.consider(request, said, now())
      const kept = isKept ? [context.voice.say('keeping.noted', { days: daysIn(context) })] : []
      return withNotices(said, context.voice, [...remarks, ...kept])
    },
    announceKeeping: async (platform, which) => {
      const announceIn = (place: Place) => {
        const announcement = () => announcementFor(contextForAll(place, platform))
        return keeper.announce(place, platform.board(place), announcement, now)
      }
      await inEach(keeper.due(platform.name, which), announceIn, 'Some announcements could not be posted')
    },
    keepPins: async (platform, which) => {
      const wholes =
        which === 'all' ? [undefined] : [...changed.values()].filter((one) => one.platform === platform.name)
      for (const place of wholes) if (place) changed.delete(wholeOf(place))
      const places = wholes.flatMap((place) => state.placesWithPins(platform.name, place && (place.partOf ?? place.id)))
      const refresh = (place: Place) => {
        const context = contextOf({ place, moderates: false }, { platform, cause: '' })
        const answer = ({ command }: Pin) => {
          const now = context.interpret(command).answer()
          return isMistake(now) ? undefined : now
        }
        const onRefreshed = () => observe({ kind: 'pin-refreshed', platform: platform.name })
        return refreshPins({ state, place, board: platform.board(place) }, answer, onRefreshed)
      }
      await inEach(places, refresh, 'Some pinned cards could not be brought up to date')
    },
    mentionedIn: (request) => mentionedIn(contextOf(request), request.text),
    declarations: declarations(voiceFor),
    suggest: ({ command, parameter: name, typed, place, language, ...typing }) => {
      const parameter = parameterOf(command, name)
      const beginning = guide.fold(cleanText(typed).text)
      return parameter ? guide.suggest({ parameter, typed: beginning, ...typing }, voiceIn(place, language)) : []
    },
    say: (sentence, tag, ...[values]) => voiceFor(tag).recite(sentence, values),
    complete: (typed, place) => {
      const { text } = cleanText(typed)
      return complete(guide.names, guide.catalog, afterPrefix(text, prefixIn(place)) ?? text, /\s$/.test(typed))
    },
  }
}
