import { createHash } from 'node:crypto'
import type { Client, Message } from 'discord.js'
import type { Answer, Bot, Platform, Request } from '../../src/index.ts'
import { describeBug } from '../expected.ts'
import type { Log } from '../log.ts'
import type { Monitor } from '../monitor.ts'
import { PinningHindered } from './pinning-hindered.ts'
import { isFatal, type Patience } from './requests.ts'
import type { Store } from './store.ts'

/** What pinning cards needs. */
export interface BoardTools {
  readonly bot: Bot
  readonly client: Client
  readonly applicationId: string
  readonly store: Store
  readonly patience: Patience
}

/** What answering needs. */
export interface Tools extends BoardTools {
  readonly platform: Platform
  /** The id of the bot's account. */
  readonly me: string
  /** Whether Discord shows the bot what people write to others, and so the prefix. */
  readonly readsText: boolean
  readonly log: Log
  readonly monitor: Monitor
  /** Called with what makes going on impossible. */
  readonly fail: (error: unknown) => void
  /** Does beside the answers what one may have led to, such as bringing pinned cards up to date, without waiting for it. */
  readonly keepUp: () => void
  /** Answers a question that was given back, once Discord can be asked whether that was done all the same. */
  readonly lookAgain: (question: Message) => void
}

/**
 * The answer, or why what was to be pinned is not, or if there is a bug an apology with a number to find it by; nothing of
 * what was asked is logged.
 */
export async function answerSafely<A extends Answer | undefined>(
  { bot, log, monitor, patience }: Tools,
  id: string,
  where: Pick<Request, 'place' | 'language'>,
  answer: () => A | Promise<A>,
): Promise<A | Answer> {
  try {
    return await answer()
  } catch (error) {
    if (isFatal(error) || patience.signal.aborted) throw error
    if (error instanceof PinningHindered) return bot.regret(where, error.reason)
    const incident = createHash('sha256').update(id).digest('hex').slice(0, 8)
    monitor.incident()
    log('error', 'Incident {incident}: {bug}', { incident, bug: describeBug(error) })
    return bot.regret(where, { failed: incident })
  }
}
