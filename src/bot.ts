import { type Answer, freeze, type Line, links, notice, paragraph, text } from './answer/document.ts'
import { createDraft } from './answer/draft.ts'
import { type Offers, offersOf } from './answer/offers.ts'
import type { Catalog } from './catalog/catalog.ts'
import type { Context, Reply } from './commands/command.ts'
import { complete } from './commands/complete.ts'
import { type CommandDeclaration, declarations } from './commands/declare.ts'
import { commands } from './commands/index.ts'
import { carryOut, reply } from './commands/interpret.ts'
import { mentionedIn } from './commands/mentioned.ts'
import type { Suggestion } from './commands/suggest.ts'
import type { Content } from './content/load-content.ts'
import { openGuide } from './guide.ts'
import { matchLanguage } from './language/languages.ts'
import type { Sentences } from './language/sentence-types.ts'
import type { ValuesOf, Voice } from './language/voice.ts'
import { createAdmission, type Limits, usualLimits } from './limits/limits.ts'
import type { Observe } from './observation.ts'
import { refreshPins } from './pins/keep-pins.ts'
import type { Platform } from './pins/platform.ts'
import { createTurns } from './pins/turns.ts'
import type { Subjects } from './question/gather.ts'
import { cleanText, longestQuestion } from './question/words.ts'
import type { Pin, Place, PlaceSettings, State } from './state/state.ts'

/** What an adapter asks the bot. */
export interface Request {
  /** What was typed, with or without the prefix; after a command, what it is given, several things parted by commas. */
  readonly text: string
  /** The name of a command where a platform knows that it is one. */
  readonly command?: string
  readonly place: Place
  /** Whether the asker may change what the bot does in this place. */
  readonly moderates: boolean
  /** Whether the asker may pin messages there; absent where whoever moderates may. */
  readonly mayPin?: boolean
  /** What begins a command where nothing but commands, by their own names, can be given; else anything follows the prefix. */
  readonly commandPrefix?: string
  /** BCP 47 tag that overrides the place's language. */
  readonly language?: string
  /** BCP 47 tag of the language to answer in, even if the question is in another. */
  readonly answerIn?: string
  /** What the answer that is replied to was about, as its summary says. */
  readonly replyTo?: Subjects
}

/** A request on a platform. */
export interface PlacedRequest extends Request {
  /** What asked, the same when it is asked again after a restart. */
  readonly cause: string
  /** Who asks, to be counted; absent where nobody is. */
  readonly asker?: string
}

/**
 * Why there is no answer: a message that cannot be decrypted, encryption that is switched off, a bug with a number to
 * find it by, permissions that are missing, a button of another version, an answer that is somebody else's; or why
 * nothing is pinned: permissions, that so many messages are pinned already, that the bot must be added at an address.
 */
export type Regret =
  | 'unreadable'
  | 'encryption-off'
  | 'outdated'
  | 'not-yours'
  | { readonly failed: string }
  | { readonly wait: number }
  | { readonly notPermitted: readonly string[] }
  | { readonly cannotPin: readonly string[] }
  | { readonly pinsFull: number }
  | { readonly notMember: string }

/** What is typed for a parameter of a command so far. */
export interface SuggestionRequest {
  readonly command: string
  readonly parameter: string
  readonly typed: string
  /** What the command is given already. */
  readonly given: readonly string[]
  readonly place: Place
  readonly language?: string
  readonly most: number
}

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
   * Answers, and does on a platform what a command asks for; undefined for who goes on asking beyond the limits.
   * Throws what the platform throws.
   */
  respond(request: PlacedRequest, platform: Platform): Promise<Answer | undefined>
  /**
   * Has pinned cards say what they should: all of a platform, or those of places that changed their settings since.
   * What fails in one place holds up no other; in the end it throws an AggregateError of all that failed.
   */
  keepPins(platform: Platform, which: 'all' | 'changed'): Promise<void>
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
  /** What commands begin with in a place. */
  prefix(place: Place): string
  /** Whether messages are answered in a place, beside those of whom it is alone with. */
  listens(place: Place, how: 'mention' | 'prefix'): boolean
  /** Answers from other content from now on; it must be validated. */
  reload(content: Content): void
  /** Tells whenever it answers from other content, until the signal. */
  whenReloaded(listener: () => void, until: AbortSignal): void
  /** What could complete the last word of a text, in the place's language: command names, then names of things. */
  complete(text: string): readonly string[]
}

export interface BotOptions {
  readonly content: Content
  readonly state: State
  /** BCP 47 tag: the language of a place that set none. */
  readonly language?: string
  readonly prefix?: string
  readonly limits?: Limits
  /** Is told what the bot does. */
  readonly observe?: Observe
  /** The clock, for saying how old the guide is. */
  readonly now?: () => Date
}

/** Creates a bot from validated content. */
export function createBot({
  content,
  state,
  language = 'en',
  prefix: usualPrefix = '!messenger',
  limits = usualLimits,
  observe = () => undefined,
  now = () => new Date(),
}: BotOptions): Bot {
  let guide = openGuide(content)
  const reloaded = new Set<() => void>()
  const shared = { state, usualPrefix, usualLanguage: language, limits, commands }
  const admit = createAdmission(limits)
  const voiceFor = (wanted: string) => guide.voices(matchLanguage(guide.locales, wanted) ?? wanted)
  const voiceIn = (place: Place, wanted = state.settings(place).language ?? language) => voiceFor(wanted)
  const prefixIn = (place: Place) => state.settings(place).prefix ?? usualPrefix
  const contextOf = (asked: Omit<Request, 'text'>, on?: { platform: Platform; cause: string }): Context => {
    const { place, moderates, mayPin = moderates, commandPrefix, language, answerIn, replyTo } = asked
    const context: Context = {
      ...guide,
      ...shared,
      ...{ place, moderates, mayPin },
      voice: voiceIn(place, answerIn ?? language),
      prefix: commandPrefix ?? prefixIn(place),
      takesAnything: commandPrefix === undefined,
      holdsLanguage: answerIn !== undefined,
      cause: on?.cause ?? '',
      settable: on?.platform.settings ?? ['language', 'layout'],
      interpret: (words) => reply(forAll(context, on?.platform), guide.fold(words)),
      now: now(),
      notCovered: [],
      conditions: [],
      earlier: replyTo,
    }
    return context
  }
  /** What is pinned is for all who come: in the language of the place, with what anybody can type there. */
  const forAll = (context: Context, platform: Platform | undefined): Context => ({
    ...context,
    ...{ voice: voiceIn(context.place), holdsLanguage: true },
    prefix: platform?.commandPrefix ?? prefixIn(context.place),
    takesAnything: platform?.commandPrefix === undefined,
  })
  const interpret = (context: Context, { text, command, place }: Request): Reply => {
    const { text: asked, cut } = cleanText(text)
    const found =
      command === undefined
        ? reply(context, guide.fold(withoutPrefix(asked, prefixIn(place))))
        : carryOut(context, command, guide.fold(asked))
    const tooLong = cut ? [context.voice.say('mistake.cut', { count: longestQuestion })] : []
    return { ...found, remarks: [...tooLong, ...found.remarks] }
  }
  const changed = new Map<string, Place>()
  const inTurn = createTurns()

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
    listens: (place, how) => listens(state.settings(place), place, how),
    offers: (answer) => offersOf(answer, guide.catalog, guide.voices(answer.language), guide.locales),
    regret: ({ place, language }, reason) => regret(guide.catalog, voiceIn(place, language), reason),
    remark: (answer, reason) => {
      const voice = voiceFor(answer.language)
      return withNotices(answer, voice, [regretIn(voice, reason)])
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
      const { answer, remarks } = interpret(context, request)
      return withNotices(answer(), context.voice, remarks)
    },
    respond: async (request, platform) => {
      const { place, asker, cause } = request
      const before = state.settings(place)
      if (asker !== undefined) {
        const admission = await admit(`${place.platform} ${asker}`, placeKey(place), countsIn(limits, before))
        if (admission !== 'answer') observe({ kind: 'limited', platform: platform.name })
        if (admission === 'silence') return undefined
        if (admission !== 'answer') return regret(guide.catalog, voiceIn(place, request.language), admission)
      }
      const context = contextOf(request, { platform, cause })
      const { command, answer, remarks, act } = interpret(context, request)
      const said = act ? await inTurn(placeKey(place), () => act(platform)) : answer()
      const { intent, outcome } = said.summary
      observe({ kind: 'asked', platform: platform.name, command, intent, outcome, language: said.language })
      if (JSON.stringify(before) !== JSON.stringify(state.settings(place))) changed.set(placeKey(place), place)
      return withNotices(said, context.voice, remarks)
    },
    keepPins: async (platform, which) => {
      const wholes =
        which === 'all' ? [undefined] : [...changed.values()].filter((one) => one.platform === platform.name)
      for (const place of wholes) if (place) changed.delete(placeKey(place))
      const places = wholes.flatMap((place) => state.placesWithPins(platform.name, place && (place.partOf ?? place.id)))
      const failures: unknown[] = []
      for (const place of places) {
        const context = contextOf({ place, moderates: false }, { platform, cause: '' })
        const pinning = { state, place, board: platform.board(place) }
        const answer = ({ command }: Pin) => ifUnderstood(context.interpret(command).answer())
        const onRefreshed = () => observe({ kind: 'pin-refreshed', platform: platform.name })
        const refresh = () => refreshPins(pinning, answer, onRefreshed)
        await inTurn(placeKey(place), refresh).catch((error) => failures.push(error))
      }
      if (failures.length > 0) throw new AggregateError(failures, 'Some pinned cards could not be brought up to date')
    },
    mentionedIn: (request) => mentionedIn(contextOf(request), guide.fold(cleanText(request.text, longestMessage).text)),
    declarations: declarations(voiceFor),
    suggest: ({ command, parameter, typed, place, language, ...typing }) => {
      const { parameters = [], keywords = parameters } = commands.find(({ name }) => name === command) ?? {}
      const declared = keywords.find(({ name }) => name === parameter)
      const beginning = guide.fold(cleanText(typed).text)
      return declared
        ? guide.suggest({ parameter: declared, typed: beginning, ...typing }, voiceIn(place, language))
        : []
    },
    say: (sentence, tag, ...[values]) => voiceFor(tag).recite(sentence, values),
    complete: (typed) =>
      complete(guide.names, guide.catalog, withoutPrefix(cleanText(typed).text, usualPrefix), /\s$/.test(typed)),
  }
}

/** The longest text that is looked through for names, in characters; no message anywhere is much longer. */
const longestMessage = 4000

function regret(catalog: Catalog, voice: Voice, reason: Regret): Answer {
  const draft = createDraft(catalog, voice, 'meta')
  draft.add(paragraph(text(regretIn(voice, reason))))
  if (typeof reason === 'object' && 'notMember' in reason)
    draft.add(links([{ text: voice.say('regret.add-me'), url: reason.notMember }]))
  return draft.finish()
}

function regretIn(voice: Voice, reason: Regret): string {
  if (typeof reason === 'string') return voice.say(`regret.${reason}`)
  if ('failed' in reason) return voice.say('regret.failed', { incident: reason.failed })
  if ('wait' in reason) return voice.say('regret.limited', { count: reason.wait })
  if ('cannotPin' in reason) return regretPinning(voice, reason.cannotPin)
  if ('pinsFull' in reason) return voice.say('regret.pins-full', { most: String(reason.pinsFull) })
  if ('notMember' in reason) return voice.say('regret.not-member')
  return voice.say('regret.not-permitted', { permissions: voice.list(reason.notPermitted) })
}

/** What was pinned and is understood no longer stays as it is. */
function ifUnderstood(answer: Answer): Answer | undefined {
  const { outcome } = answer.summary
  return outcome === 'not-understood' || outcome === 'choose' ? undefined : answer
}

/** Permissions by the names of their sentences. */
function regretPinning(voice: Voice, lacking: readonly string[]): string {
  const permissions = voice.list(lacking.map((permission) => voice.recite(`permission.${permission}`)))
  return voice.say('regret.cannot-pin', { permissions })
}

/** A place as a whole. */
function placeKey({ platform, id, partOf = id }: Place): string {
  return `${platform} ${partOf}`
}

function countsIn({ perAsker, perPlace }: Limits, chosen: PlaceSettings) {
  return { perAsker: chosen.perAsker ?? perAsker.count, perPlace: chosen.perPlace ?? perPlace.count }
}

function listens({ listen = 'everywhere' }: PlaceSettings, { id }: Place, how: 'mention' | 'prefix'): boolean {
  if (typeof listen !== 'string') return listen.includes(id)
  return listen === 'everywhere' || how === 'mention'
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
