import { readFileSync } from 'node:fs'

/** What a right answer must show; an absent key is not checked. */
export interface Expectation {
  readonly outcome?: readonly string[]
  readonly intent?: readonly string[]
  readonly messengers?: readonly string[]
  readonly messengersInclude?: readonly string[]
  readonly criteria?: readonly string[]
  readonly terms?: readonly string[]
  readonly alsoTerms?: readonly string[]
  /** "messenger:criterion" to the verdict, alternatives joined by "|". */
  readonly verdicts?: Readonly<Record<string, string>>
  readonly result?: readonly string[]
  readonly resultIncludes?: readonly string[]
  readonly resultExcludes?: readonly string[]
  readonly urls?: readonly string[]
  readonly textContains?: readonly string[]
  readonly premise?: 'rejected'
  readonly notCoveredNamed?: true
}

export interface Question {
  readonly language: string
  readonly category?: string
  readonly text: string
  readonly expect: Expectation
}

/** The questions of one file beside this one. */
export function questionsIn(name: string): Question[] {
  const lines = readFileSync(new URL(`questions/${name}.jsonl`, import.meta.url), 'utf8').split('\n')
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Question)
}
