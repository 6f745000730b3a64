import type { Basis, Verdict } from '../catalog/verdict.ts'

/** A run of text by what it means. Escaping is the renderer's business, and only for `text`. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly content: readonly Inline[] }
  /** Something to type. */
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** A verdict with the word for it in the answer's language. */
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly text: string }
  /** A reference to the footnote of that number. */
  | { readonly kind: 'note'; readonly number: number }

export type Line = readonly Inline[]

/** What is said of one thing: its name, a verdict or value, and a remark below it. */
export interface FactEntry {
  readonly label: Line
  readonly value: Line
  readonly detail?: Line
}

/** One criterion and each messenger's verdict on it, in the order of the comparison's columns. */
export interface ComparisonRow {
  readonly label: Line
  readonly cells: readonly Line[]
}

/** A value that can be chosen, with the command that does it. */
export interface ChoiceOption {
  readonly label: string
  readonly command: string
  readonly chosen: boolean
  /** The label, and what to type for it. */
  readonly typed: Line
}

/** A part of an answer, by what it means. A new kind does not compile until every renderer handles it. */
export type Block =
  /** Begins a section; `command` shows that section alone. */
  | { readonly kind: 'heading'; readonly content: Line; readonly command?: string }
  | { readonly kind: 'paragraph'; readonly content: Line }
  | { readonly kind: 'notice'; readonly tone: 'info' | 'warning'; readonly content: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'steps'; readonly items: readonly Line[] }
  | { readonly kind: 'facts'; readonly entries: readonly FactEntry[] }
  | { readonly kind: 'comparison'; readonly columns: readonly Line[]; readonly rows: readonly ComparisonRow[] }
  | { readonly kind: 'card'; readonly title: Line; readonly tier: string; readonly subtitle: Line }
  /** Something to choose: its name and the value in force, and each choice where they are few. */
  | { readonly kind: 'choice'; readonly entry: FactEntry; readonly options: readonly ChoiceOption[] }
  | { readonly kind: 'links'; readonly entries: readonly { readonly text: string; readonly url: string }[] }

export interface Footnote {
  readonly number: number
  /** What it explains. */
  readonly term: string
  readonly content: Line
}

/** A dated revision that the answer rests on. */
export interface CitedSource {
  /** Who says it, when, and under which licence. */
  readonly label: string
  readonly url: string
}

/** A command worth trying next: a button where there are buttons, a typed hint elsewhere. */
export interface FollowUp {
  readonly label: string
  /** Without the prefix: `compare signal session`. */
  readonly command: string
}

export type Outcome = 'answered' | 'choose' | 'not-stated' | 'not-covered' | 'not-understood'
export type Intent =
  | 'card'
  | 'fact'
  | 'list'
  | 'compare'
  | 'recommend'
  | 'explain'
  | 'link'
  | 'setup'
  | 'history'
  | 'criteria'
  | 'help'
  | 'meta'

/** A verdict the answer gives. */
export interface SummaryVerdict {
  readonly messenger: string
  readonly criterion: string
  readonly verdict: Verdict
  readonly basis: Basis
  /** ISO date. */
  readonly asOf: string
  readonly source: string | null
  readonly links: readonly string[]
}

/** Another value the answer gives. */
export interface SummaryFact {
  readonly messenger: string
  readonly id: string
  readonly value: unknown
  readonly unit?: string
}

/** What the answer says, for programs. Ids only, never words of the asker. */
export interface Summary {
  readonly outcome: Outcome
  readonly intent: Intent
  readonly messengers: readonly string[]
  readonly criteria: readonly string[]
  readonly terms: readonly string[]
  readonly premise: 'rejected' | null
  readonly result: readonly string[]
  readonly unknown: readonly string[]
  readonly notCovered: readonly string[]
  /** Commands to choose from when two readings are close. */
  readonly choices: readonly string[]
  readonly verdicts: readonly SummaryVerdict[]
  readonly facts: readonly SummaryFact[]
}

/** What the bot says, not how it looks. Frozen. */
export interface Answer {
  /** BCP 47 tag. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly blocks: readonly Block[]
  readonly footnotes: readonly Footnote[]
  readonly sources: readonly CitedSource[]
  readonly followUps: readonly FollowUp[]
  /** What stands between a label and its value in the answer's language. */
  readonly colon: string
  /** What stands between two remarks in the answer's language. */
  readonly separator: string
  /** Headings of the three closing parts. */
  readonly closing: { readonly footnotes: string; readonly sources: string; readonly followUps: string }
  /** What stands before the names of sections left out for length. */
  readonly leftOut: string
  readonly summary: Summary
}

export const text = (content: string): Inline => ({ kind: 'text', text: content })
export const strong = (...content: readonly Inline[]): Inline => ({ kind: 'strong', content })
export const code = (content: string): Inline => ({ kind: 'code', text: content })
export const link = (label: string, url: string): Inline => ({ kind: 'link', text: label, url })
export const heading = (...content: readonly Inline[]): Block => ({ kind: 'heading', content })
export const section = (title: string, command: string): Block => ({ kind: 'heading', content: [text(title)], command })
export const paragraph = (...content: readonly Inline[]): Block => ({ kind: 'paragraph', content })
export const notice = (tone: 'info' | 'warning', ...content: readonly Inline[]): Block => ({
  kind: 'notice',
  tone,
  content,
})
export const list = (items: readonly Line[]): Block => ({ kind: 'list', items })
export const steps = (items: readonly Line[]): Block => ({ kind: 'steps', items })
export const choice = (entry: FactEntry, options: readonly ChoiceOption[]): Block => ({
  kind: 'choice',
  entry,
  options,
})
export const facts = (entries: readonly FactEntry[]): Block => ({ kind: 'facts', entries })
export const links = (entries: readonly { text: string; url: string }[]): Block => ({ kind: 'links', entries })

/** Whether nothing but what was asked can be what is wrong: it was not understood, or in several ways. */
export function isMistake({ summary: { outcome } }: Answer): boolean {
  return outcome === 'not-understood' || outcome === 'choose'
}

/** The sources of two answers that are given as one. */
export function joinSources(one: Answer, other: Answer): readonly CitedSource[] {
  return [...new Map([...one.sources, ...other.sources].map((source) => [source.url, source])).values()]
}

/** Freezes an answer through and through. */
export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) freeze(part)
  }
  return value
}
