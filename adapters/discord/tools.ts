import { createHash } from 'node:crypto'
import type { Client } from 'discord.js'
import type { Answer, Bot, Request } from '../../src/index.ts'
import type { Log } from '../log.ts'
import type { Calls } from './question.ts'
import type { Patience } from './requests.ts'
import type { Store } from './store.ts'

/** What answering needs. */
export interface Tools {
  readonly bot: Bot
  readonly client: Client
  readonly applicationId: string
  readonly store: Store
  readonly calls: Calls
  /** Whether Discord shows the bot what people write to others, and so the prefix. */
  readonly readsText: boolean
  readonly patience: Patience
  readonly log: Log
  /** Called with what makes going on impossible. */
  readonly fail: (error: unknown) => void
}

/** The answer, or if there is a bug an apology with a number to find it by; nothing of what was asked is logged. */
export function answerSafely(
  { bot, log }: Tools,
  id: string,
  where: Pick<Request, 'place' | 'language'>,
  answer: () => Answer,
): Answer {
  try {
    return answer()
  } catch (error) {
    const incident = createHash('sha256').update(id).digest('hex').slice(0, 8)
    log('error', `Incident ${incident}: ${error instanceof Error ? error.stack : String(error)}`)
    return bot.regret(where, { failed: incident })
  }
}
