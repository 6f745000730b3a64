import { createPlatform } from './platform.ts'
import { describeFailure, isFatal } from './requests.ts'
import type { Tools } from './tools.ts'

/** Keeps pinned cards true and tells where questions are kept, beside the answers. */
export interface Upkeep {
  /** Looks at all rooms, or at those where something came up since. */
  look(at: 'all' | 'changed'): void
  /** Resolves when nothing is in hand. */
  rest(): Promise<void>
}

/** Keeps the cards of a bot true. */
export function createUpkeep(tools: Tools): Upkeep {
  const { bot, patience, log, fail } = tools
  const platform = createPlatform(tools)
  const inHand = new Set<Promise<unknown>>()
  const report = (problem: string) => (error: unknown) => {
    if (patience.signal.aborted) return
    const reasons: readonly unknown[] = error instanceof AggregateError ? error.errors : [error]
    for (const reason of reasons) {
      if (isFatal(reason)) fail(reason)
      else log('warn', `${problem}: {reason}.`, { reason: describeFailure(reason) })
    }
  }
  return {
    look: (at) => {
      const work = Promise.all([
        bot.keepPins(platform, at).catch(report('Cannot bring the pinned cards of a room up to date')),
        bot
          .announceKeeping(platform, at)
          .catch(report('Cannot announce in a room that questions are kept, so none are')),
      ])
      inHand.add(work)
      void work.then(() => inHand.delete(work))
    },
    rest: async () => void (await Promise.all(inHand)),
  }
}
