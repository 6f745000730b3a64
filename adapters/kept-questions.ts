import { dropUnwanted, expireQuestions, type QuestionKeeping, type State } from '../src/index.ts'
import type { Log } from './log.ts'

/** For how many days questions are kept where the operator says nothing. */
export const usualDays = 30

/** How often it is looked for questions to erase, in milliseconds. */
const hour = 60 * 60_000

/**
 * Erases questions where none are to be kept any more, now, and those whose time is over, now and from then on; gives
 * what ends that.
 */
export function holdToTerm(state: State, wanted: QuestionKeeping | undefined, log: Log): () => void {
  const { places = [], days = usualDays } = wanted ?? {}
  dropUnwanted(state, { places })
  expireQuestions(state, days)
  const timer = setInterval(() => {
    try {
      expireQuestions(state, days)
    } catch (error) {
      log('error', 'Kept questions could not be erased: {reason}', { reason: (error as Error).message })
    }
  }, hour)
  return () => clearInterval(timer)
}
