import type { Answer } from '../answer/document.ts'
import type { Plan } from '../question/plan.ts'
import type { Context } from './command.ts'
import { historyOf } from './history.ts'

/** What changed about a messenger, on the topics asked about if anything changed there. */
export function answerHistory(context: Context, { messengers, topics }: Extract<Plan, { kind: 'history' }>): Answer {
  const [messenger = ''] = messengers
  const abouts = topics.map((topic) => topic.split('.')[0] ?? '')
  return historyOf(context, messenger, abouts)
}
