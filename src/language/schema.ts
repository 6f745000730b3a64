import { z } from 'zod'

/** What a language is: everything code needs to know about it stands in its folder. */
export const languageSchema = z.strictObject({
  /** The language's name in itself. */
  name: z.string().min(1),
  direction: z.enum(['ltr', 'rtl']),
  /** ISO 15924 codes of the scripts its sentences may use. */
  scripts: z.array(z.string().regex(/^[A-Z][a-z]{3}$/, 'is not a script code such as "Latn"')).min(1),
  /** What stands between two items of a sentence such as "partly, inferred". */
  separator: z.string().min(1),
  /** What stands between a label and its value. */
  colon: z.string().min(1),
  /** What stands between two sentences: a blank, or nothing. */
  space: z.string(),
})

/** What a phrase can tell of a question: its kind, or how its parts belong together. */
export const cueIds = [
  'compare',
  'explain',
  'define',
  'recommend',
  'list',
  'messengers',
  'link',
  'setup',
  'history',
  'changes',
  'criteria',
  'minimum',
  'best-case',
  'about-data',
  'about-bot',
  'about-privacy',
  'languages',
  'off-topic',
  'why',
  'when',
  'who',
  'how-many',
  'how',
  'where',
  'judge',
  'no',
  'and',
  'or',
  'but',
  'tag',
  'given',
  'presumed',
  'whether',
  'only',
  'except',
  'instead',
  'hide',
  'shown',
  'and-what-about',
  'everybody',
  'encrypted',
  'all-messages',
  'by-default',
  'open-source',
  'code',
  'examined',
  'public',
  'servers',
] as const
export type Cue = (typeof cueIds)[number]

const words = z.record(z.string(), z.array(z.string().min(1)))

/** Further names people use, beside the proper names and the labels. */
export const wordsSchema = z.strictObject({
  messengers: words,
  criteria: words,
  terms: words,
  needs: words,
  commands: words,
  notCovered: words,
  /** Small words that carry nothing in a list of arguments: and, vs, with. */
  filler: z.array(z.string().min(1)),
  /** Words that turn a criterion into its opposite: no, without. */
  not: z.array(z.string().min(1)),
})

const phrases = z.array(z.string().min(1))

/** How people ask: what `questions.yaml` of a language holds. */
export const questionsSchema = z.strictObject({
  /** Letters glued to the front of a word, with what they mean. */
  prefixes: z.record(z.string(), z.string()),
  /** Characters and words that are written otherwise elsewhere, with how this language writes them. */
  variants: z.record(z.string().regex(/^\p{L}+$/u, 'is not a word'), z.string()).default({}),
  /** Words that tell the language and carry nothing else. */
  common: phrases,
  cues: z.partialRecord(z.enum(cueIds), phrases),
  /** Topics of facts: ids of criteria, with a scope where one is meant. */
  facts: words,
  stores: words,
  links: words,
  /** Numbers in words. */
  numbers: z.record(z.string().regex(/^\d+$/, 'is not a number'), phrases).default({}),
})

/** A tree of sentences; keys joined by dots name them. */
export type SentenceTree = { readonly [key: string]: string | SentenceTree }
export const sentencesSchema: z.ZodType<SentenceTree> = z.record(
  z.string(),
  z.lazy(() => z.union([z.string().min(1, 'is empty'), sentencesSchema])),
)

export type Language = z.infer<typeof languageSchema>
export type Words = z.infer<typeof wordsSchema>
export type Questions = z.infer<typeof questionsSchema>

/** One folder of `locales/`, its sentences flattened to dotted keys. */
export interface Locale {
  readonly language: Language
  /** Letters glued to the front of a word, with what they mean. */
  readonly prefixes: Readonly<Record<string, string>>
  /** Characters that are written otherwise elsewhere, with how this language writes them. */
  readonly variants: Readonly<Record<string, string>>
  readonly sentences: Readonly<Record<string, string>>
}
