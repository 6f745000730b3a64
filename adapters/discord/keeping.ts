import { describeFailure, isFatal } from './requests.ts'
import type { Tools } from './tools.ts'

/** Brings pinned cards up to date, and tells the operator of those that could not be. */
export async function keepPins(
  { bot, platform, patience, log, fail }: Pick<Tools, 'bot' | 'platform' | 'patience' | 'log' | 'fail'>,
  which: 'all' | 'changed',
): Promise<void> {
  try {
    await bot.keepPins(platform, which)
  } catch (error) {
    if (patience.signal.aborted) return
    const failures: readonly unknown[] = error instanceof AggregateError ? error.errors : [error]
    const fatal = failures.find(isFatal)
    if (fatal) return fail(fatal)
    const reasons = [...new Set(failures.map(describeFailure))].join('; ')
    log('warn', 'Channels whose pinned cards could not be brought up to date: {count} ({reasons}).', {
      ...{ count: failures.length, reasons },
    })
  }
}
