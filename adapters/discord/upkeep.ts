import { describeFailure, isFatal } from './requests.ts'
import type { Tools } from './tools.ts'

/** Brings pinned cards up to date, says where questions are kept, and tells the operator what could not be done. */
export async function keepUp(
  { bot, platform, ...tools }: Reporting & Pick<Tools, 'bot' | 'platform'>,
  which: 'all' | 'changed',
): Promise<void> {
  await unlessFailing(
    bot.keepPins(platform, which),
    'Channels whose pinned cards could not be brought up to date',
    tools,
  )
  const unannounced = 'Channels where it could not be announced that questions are kept, so that none are'
  await unlessFailing(bot.announceKeeping(platform, which), unannounced, tools)
}

type Reporting = Pick<Tools, 'patience' | 'log' | 'fail'>

async function unlessFailing(work: Promise<void>, problem: string, { patience, log, fail }: Reporting): Promise<void> {
  try {
    await work
  } catch (error) {
    if (patience.signal.aborted) return
    const failures: readonly unknown[] = error instanceof AggregateError ? error.errors : [error]
    const fatal = failures.find(isFatal)
    if (fatal) return fail(fatal)
    const reasons = [...new Set(failures.map(describeFailure))].join('; ')
    log('warn', `${problem}: {count} ({reasons}).`, { count: failures.length, reasons })
  }
}
