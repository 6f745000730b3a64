import { type Answer, freeze, joinSources } from '../answer/document.ts'
import type { Plan } from '../question/plan.ts'
import { answerFacts } from './ask-facts.ts'
import type { Context } from './command.ts'
import { historyOf } from './history.ts'

/** What changed about a messenger; where topics are named, what holds today comes first. */
export function answerHistory(context: Context, plan: Extract<Plan, { kind: 'history' }>): Answer {
  const { messengers, criteria, topics } = plan
  const [messenger = ''] = messengers
  const abouts = [...criteria, ...topics].map((topic) => topic.split('.')[0] ?? '')
  const changes = historyOf(context, messenger, abouts)
  if (abouts.length === 0) return changes
  const today = answerFacts(context, { kind: 'fact', messengers: [messenger], criteria, topics })
  return freeze({
    ...today,
    blocks: [...today.blocks, ...changes.blocks],
    sources: joinSources(today, changes),
    followUps: changes.followUps,
    summary: { ...today.summary, intent: 'history', outcome: 'answered' },
  })
}
