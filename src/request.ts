import type { Subjects } from './question/gather.ts'
import type { Place } from './state/state.ts'

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
  /** Whether something is to be said each time, even to who goes on asking beyond the limits. */
  readonly mustAnswer?: boolean
  /** Whether its text may be kept where that was agreed on: others there can read it, and it mentions nobody. */
  readonly isKeepable?: boolean
  /** When it was asked, in milliseconds since 1970; absent: now. */
  readonly askedAt?: number
}

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
