import type { Answer } from '../answer/document.ts'
import type { Place, PlaceSettings } from '../state/state.ts'

/** What the core may ask of a platform. Each adapter implements it; what fails for good, it throws. */
export interface Platform {
  /** The name of the platform in places. */
  readonly name: string
  /** What begins a command in what is said to all, where nothing but commands can be given; see `Request`. */
  readonly commandPrefix?: string
  /** What people type to mention the bot, where that can be typed: it works where the prefix is not listened to. */
  readonly mention?: string
  /** What a place can choose there. */
  readonly settings: readonly (keyof PlaceSettings)[]
  /** How many messages can be pinned in a place, if that is limited. */
  readonly mostPins?: number
  /** The board of a place. */
  board(place: Place): Board
  /** Forgets what the adapter remembers of a place as a whole; gives how many answers that were. */
  forget(place: Place): number
}

/** The messages of the bot in a place, and what is pinned there. Nothing done here notifies anybody. */
export interface Board {
  /** Posts an answer, once however often it is called for the same cause. */
  post(answer: Answer, cause: string): Promise<Posted>
  /** Says an answer in place of an earlier one unless that reads the same; undefined if the message is gone. */
  edit(message: string, answer: Answer, digest: string | undefined): Promise<Posted | undefined>
  /** Deletes a message; one that is gone already does no harm. */
  remove(message: string): Promise<void>
  /** Pins a message, leaving other pins as they are; a second time changes nothing. */
  pin(message: string): Promise<void>
  /** Takes a pin down, leaving other pins as they are; one that is down already does no harm. */
  unpin(message: string): Promise<void>
  /** The ids of all pinned messages; undefined where there is no such place any more. */
  pinned(): Promise<readonly string[] | undefined>
  /** What stands in the way of pinning, and what people should know of it, in a language. */
  circumstances(language: string): Promise<Circumstances>
}

/** A message of the bot. */
export interface Posted {
  readonly message: string
  /** A digest of what it says. */
  readonly digest: string
}

/** Sentences about pinning in a place. */
export interface Circumstances {
  /** Each right that the bot lacks, with where to grant it. */
  readonly missing: readonly string[]
  /** What to know of pinned cards there. */
  readonly notes: readonly string[]
}
