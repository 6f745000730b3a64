import type { Answer } from '../answer/document.ts'
import type { Catalog, Condition } from '../catalog/catalog.ts'
import type { NameIndex, NameKind } from '../catalog/names.ts'
import type { TextSearch } from '../catalog/text-search.ts'
import type { QuestionKeeping } from '../keeping/keeping.ts'
import type { Locale } from '../language/schema.ts'
import type { Voice } from '../language/voice.ts'
import type { Limits } from '../limits/limits.ts'
import type { Platform } from '../pins/platform.ts'
import type { Subjects } from '../question/gather.ts'
import type { Lexicon } from '../question/lexicon.ts'
import type { Place, PlaceSettings, State } from '../state/state.ts'

/** What was understood, with what to say before the answer: misspellings that were resolved, words that were left out. */
export interface Reply {
  /** The name of the command that answers. */
  readonly command: string
  /** Gives the answer; for some commands that changes something. */
  readonly answer: () => Answer
  readonly remarks: readonly string[]
  /** What it shows, the same for any way to say it. */
  readonly subject: string
  readonly pinnable: boolean
  /** What there is to do on a platform, which then gives the answer. */
  readonly act?: (platform: Platform) => Promise<Answer>
}

/** What people may give a command: things with names, or words taken as they are. */
export interface Parameter {
  readonly name: string
  /** Kinds of names it takes, the likelier first; `text` takes the words as typed. */
  readonly takes: readonly NameKind[] | 'text'
  /** Kinds of names that likely stand in a text, to be suggested while it is typed. */
  readonly suggests?: readonly NameKind[]
  /** The ids that are suggested, if not all that have such names. */
  readonly among?: readonly string[]
  readonly least: number
  readonly most: number
  /** All that can be given, where that is little. */
  readonly values?: readonly string[]
}

/** Ids given for each parameter; for `text` the words as one string. */
export type Arguments<P extends readonly Parameter[]> = { readonly [N in P[number]['name']]: readonly string[] }

/** How people begin what they type for the bot. */
export interface Opening {
  /** What commands begin with here. */
  readonly prefix: string
  /** Whether anything may follow the prefix: questions, a messenger's name, commands in any language. */
  readonly takesAnything: boolean
}

/** What a command may use to answer. */
export interface Context extends Opening {
  readonly catalog: Catalog
  readonly names: NameIndex
  readonly searchTexts: TextSearch
  /** How people ask, read when the first question comes. */
  readonly lexicon: () => Lexicon
  /** What the answer that is replied to was about. */
  readonly earlier?: Subjects | undefined
  /** Words that carry nothing in a list of arguments, and those that negations are made of. */
  readonly smallWords: ReadonlySet<string>
  /** Phrases that turn a criterion into its opposite when they stand before it: no, without. */
  readonly negations: ReadonlySet<string>
  /** Writes variants of characters the usual way. */
  readonly fold: (text: string) => string
  readonly voice: Voice
  readonly voices: (language: string) => Voice
  /** Whether the voice stays, whatever language is asked in. */
  readonly holdsLanguage: boolean
  readonly locales: Readonly<Record<string, Locale>>
  readonly state: State
  readonly place: Place
  /** Whether the asker may change what the bot does in this place. */
  readonly moderates: boolean
  /** Whether the asker may pin messages in this place. */
  readonly mayPin: boolean
  /** What asked, the same when it is asked again after a restart. */
  readonly cause: string
  /** What a place can choose on this platform. */
  readonly settable: readonly (keyof PlaceSettings)[]
  /** What some words show, as if they had been asked here. */
  readonly interpret: (asked: string) => Reply
  /** How they begin it by what the place has chosen meanwhile. */
  readonly opening: () => Opening
  /** What text commands begin with where nothing was chosen. */
  readonly usualPrefix: string
  /** The language of places that set none. */
  readonly usualLanguage: string
  /** How many questions the operator allows. */
  readonly limits: Limits
  /** Where the operator wants to keep questions that were not understood. */
  readonly keepQuestions?: QuestionKeeping | undefined
  readonly now: Date
  /** Messengers named that the guide does not cover. */
  readonly notCovered: readonly string[]
  /** Needs, criteria and their negations among the arguments, as conditions. */
  readonly conditions: readonly Condition[]
  readonly commands: readonly Command[]
}

/**
 * A command, declared once: help, argument errors, completion and every platform's registration come from this.
 * Its sentences are `commands.<name>.summary` and `.example` in the locales.
 */
export interface Command<P extends readonly Parameter[] = readonly Parameter[]> {
  readonly name: string
  readonly parameters: P
  answer(context: Context, given: Arguments<P>): Answer
  /** What it does on a platform, and what it says then, for commands that do more than answer. */
  act?(context: Context, given: Arguments<P>, platform: Platform): Promise<Answer>
  /** Parameters where each has a field of its own: they are typed as their name and value, parted by commas. */
  readonly keywords?: readonly Parameter[]
  /** Absent: what it shows can be pinned. */
  readonly pinnable?: false
}

/** Lets a command's argument types follow from its parameters. */
export function defineCommand<const P extends readonly Parameter[]>(command: Command<P>): Command {
  return command as unknown as Command
}
