import type { Catalog } from '../catalog/catalog.ts'
import { gather, type Question, type Subjects } from './gather.ts'
import type { Plan } from './plan.ts'
import { planForNamed } from './plan-for-named.ts'
import { planForUnnamed } from './plan-for-unnamed.ts'
import { type Premises, premisesOf } from './premises.ts'
import type { Lexeme } from './read.ts'

/** A plan with what else the question says. */
export interface Understood {
  readonly plan: Plan
  /** Messengers named that the guide does not cover. */
  readonly notCovered: readonly string[]
  readonly premises: Premises
}

/** Decides what a question asks for from what its words may mean. */
export function planQuestion(lexemes: readonly Lexeme[], catalog: Catalog, earlier: Subjects | undefined): Understood {
  const question = gather(lexemes, catalog, earlier)
  return {
    plan: choosePlan(question, catalog),
    notCovered: question.notCovered,
    premises: premisesOf(question, catalog),
  }
}

function choosePlan(question: Question, catalog: Catalog): Plan {
  const { messengers, notCovered, terms, topics, criteria, has } = question
  const asksThing = messengers.length + terms.length > 0 || criteria.some((id) => !topics.includes(id))
  if (question.unclear.length > 0 && messengers.length === 0) return { kind: 'choose', candidates: question.unclear }
  if (has('off-topic') && !asksThing) return { kind: 'not-understood' }
  if (messengers.length === 0 && notCovered.length > 0 && !question.movesOn) return { kind: 'not-covered' }
  const named = [...messengers, ...question.except]
  const guided = wantsSteps(question) ? guidedAmong(named.length > 0 ? named : catalog.subjects, catalog) : undefined
  if (guided) return { kind: 'setup', messenger: guided }
  return messengers.length > 0 ? planForNamed(question, catalog) : planForUnnamed(question, catalog)
}

/** Whether somebody wants to be told how to keep a phone number from others. */
function wantsSteps({ clauses, topics, has }: Question): boolean {
  if (topics.includes('username-setup')) return true
  const number = clauses.find(({ criterion }) => criterion === 'phone-number')
  const isHidden = has('hide') || (has('shown') && has('no'))
  if (isHidden && (number || topics.includes('phone-number-hideable'))) return has('setup', 'how', 'where')
  return has('setup') && ((number && !number.negated && number.value === 'yes') || topics.includes('usernames'))
}

/** The first of some messengers that the guide gives steps to follow for. */
function guidedAmong(messengers: readonly string[], catalog: Catalog): string | undefined {
  return messengers.find((id) => catalog.facts(id).some(({ about }) => catalog.criterion(about).type === 'step'))
}
