import type { Answer } from '../answer/document.ts'
import type { Catalog, Condition } from '../catalog/catalog.ts'
import type { NameIndex, NameKind } from '../catalog/names.ts'
import type { TextSearch } from '../catalog/text-search.ts'
import type { Locale } from '../language/schema.ts'
import type { Voice } from '../language/voice.ts'
import type { Subjects } from '../question/gather.ts'
import type { Lexicon } from '../question/lexicon.ts'
import type { Place, State } from '../state/state.ts'

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
}

/** Ids given for each parameter; for `text` the words as one string. */
export type Arguments<P extends readonly Parameter[]> = { readonly [N in P[number]['name']]: readonly string[] }

/** What a command may use to answer. */
export interface Context {
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
  readonly voice: Voice
  readonly voices: (language: string) => Voice
  /** Whether the voice stays, whatever language is asked in. */
  readonly holdsLanguage: boolean
  readonly locales: Readonly<Record<string, Locale>>
  readonly state: State
  readonly place: Place
  /** Whether the asker may change what the bot does in this place. */
  readonly moderates: boolean
  /** What commands begin with here. */
  readonly prefix: string
  /** Whether anything may follow the prefix: questions, a messenger's name, commands in any language. */
  readonly takesAnything: boolean
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
}

/** Lets a command's argument types follow from its parameters. */
export function defineCommand<const P extends readonly Parameter[]>(command: Command<P>): Command {
  return command as unknown as Command
}
