import type { Context, Opening } from './commands/command.ts'
import { commands } from './commands/index.ts'
import { reply } from './commands/interpret.ts'
import type { Guide } from './guide.ts'
import { matchLanguage } from './language/languages.ts'
import type { Voice } from './language/voice.ts'
import type { Platform } from './pins/platform.ts'
import type { Request } from './request.ts'
import { listens } from './state/listens.ts'
import type { Place } from './state/state.ts'

/** What is the same for all requests, by the operator's choice. */
type Usual = Pick<Context, 'state' | 'usualPrefix' | 'usualLanguage' | 'limits' | 'keepQuestions'> & {
  readonly now: () => Date
}

/** Where and why something is asked on a platform. */
interface On {
  readonly platform: Platform
  readonly cause: string
}

/** What can begin a command on a platform beside the prefix. */
export type Openings = Pick<Platform, 'commandPrefix' | 'mention'>

/** How the bot speaks in each place, and what commands may use to answer there. */
export interface Contexts {
  /** The voice that fits a tag best. */
  voiceFor(tag: string): Voice
  /** The voice of a place, or the one wanted there. */
  voiceIn(place: Place, wanted?: string): Voice
  /** The prefix of a place. */
  prefixIn(place: Place): string
  /** What commands begin with in a place, by what it listens to. */
  openingIn(place: Place, platform?: Openings): Opening
  contextOf(asked: Omit<Request, 'text'>, on?: On): Context
  /** For what is said to all who come to a place. */
  contextForAll(place: Place, platform: Platform): Context
}

/** Makes contexts from the guide as it is when they are asked for. */
export function createContexts(guide: () => Guide, { now, ...usual }: Usual): Contexts {
  const { state, usualPrefix, usualLanguage } = usual
  const voiceFor = (tag: string) => guide().voices(matchLanguage(guide().locales, tag) ?? tag)
  const voiceIn = (place: Place, wanted = state.settings(place).language ?? usualLanguage) => voiceFor(wanted)
  const prefixIn = (place: Place) => state.settings(place).prefix ?? usualPrefix
  const openingIn = (place: Place, { commandPrefix, mention }: Openings = {}): Opening => {
    const prefix = prefixIn(place)
    if (listens(state.settings(place), place, 'prefix')) return { prefix, takesAnything: true }
    return commandPrefix === undefined ? { prefix: mention ?? prefix, takesAnything: true } : only(commandPrefix)
  }
  /** What is pinned is for all who come: in the language of the place, with what anybody can type there. */
  const forAll = (context: Context, platform: Platform | undefined): Context => ({
    ...context,
    ...{ voice: voiceIn(context.place), holdsLanguage: true },
    ...(platform?.commandPrefix === undefined ? openingIn(context.place, platform) : only(platform.commandPrefix)),
  })
  const contextOf = (asked: Omit<Request, 'text'>, on?: On): Context => {
    const { place, moderates, mayPin = moderates, commandPrefix, language, answerIn, replyTo } = asked
    const opening = () => (commandPrefix === undefined ? openingIn(place, on?.platform) : only(commandPrefix))
    const context: Context = {
      ...guide(),
      ...usual,
      ...{ commands, place, moderates, mayPin },
      voice: voiceIn(place, answerIn ?? language),
      ...{ opening, ...opening() },
      holdsLanguage: answerIn !== undefined,
      cause: on?.cause ?? '',
      settable: on?.platform.settings ?? ['language', 'layout'],
      interpret: (words) => reply(forAll(context, on?.platform), guide().fold(words)),
      now: now(),
      notCovered: [],
      conditions: [],
      earlier: replyTo,
    }
    return context
  }
  const contextForAll = (place: Place, platform: Platform) =>
    forAll(contextOf({ place, moderates: false }, { platform, cause: '' }), platform)
  return { voiceFor, voiceIn, prefixIn, openingIn, contextOf, contextForAll }
}

/** Where nothing but commands can be given. */
function only(commandPrefix: string): Opening {
  return { prefix: commandPrefix, takesAnything: false }
}
