import type { Answer, FollowUp, Offers } from '../../src/index.ts'
import { type Action, writeComponentId } from './component-id.ts'

/** What people may do with an answer. */
export interface Possibilities {
  readonly offers: Offers
  /** Who asked, and may remove the answer; none where nobody needs a button for that. */
  readonly asker?: string | undefined
  /** What was asked, for asking it again in another language. */
  readonly asked?: string | undefined
  /** Sections left out for length. */
  readonly leftOut: readonly FollowUp[]
}

/** An action as people see it, with the id that stands for it. */
export interface Choice {
  readonly label: string
  readonly id: string
}

/** Choices by where they stand. */
export interface Choices {
  readonly buttons: readonly Choice[]
  readonly comparisons: readonly Choice[]
  readonly more: readonly Choice[]
}

/** More buttons and menus than that crowd out the answer on a phone; the rest waits in the last menu. */
const mostInSight = 5

/** What is in sight and what waits in a menu: what the answer itself suggests comes first. */
export function arrangeChoices(answer: Answer, { offers, asker, asked, leftOut }: Possibilities): Choices {
  const run = ({ label, command }: FollowUp) => choice(label, { kind: 'run', language: answer.language, command })
  const comparisons = offers.comparisons.flatMap(run)
  const remove = asker === undefined ? [] : choice(offers.labels.remove, { kind: 'remove', asker })
  const next = without(answer.followUps.flatMap(run), comparisons)
  const inSight = mostInSight - remove.length - Number(comparisons.length > 0) - 1
  const shown = next.slice(0, inSight)
  const others = [...next, ...[...leftOut, ...offers.details].flatMap(run), ...inOtherLanguages(answer, offers, asked)]
  return { buttons: [...shown, ...remove], comparisons, more: without(others, shown) }
}

/** Whether a follow-up is short enough to be chosen; what is not must be typed. */
export function canChoose({ command }: FollowUp, { language }: Answer): boolean {
  return writeComponentId({ kind: 'run', language, command }) !== undefined
}

/** Asked again, a command about the bot itself could change something once more. */
function inOtherLanguages({ summary }: Answer, { languages }: Offers, asked: string | undefined): Choice[] {
  if (asked === undefined || summary.intent === 'meta') return []
  return languages.flatMap(({ label, language }) => choice(label, { kind: 'run', language, command: asked }))
}

/** None if the action is too long for an id. */
function choice(label: string, action: Action): Choice[] {
  const id = writeComponentId(action)
  return id === undefined ? [] : [{ label, id }]
}

/** Each choice once, and none of the others: Discord refuses two of the same id. */
function without(choices: readonly Choice[], others: readonly Choice[]): Choice[] {
  const kept = new Map(choices.toReversed().map((choice) => [choice.id, choice]))
  for (const { id } of others) kept.delete(id)
  return [...kept.values()].toReversed()
}
