import { createPlatform } from './platform.ts'
import { describeFailure, isFatal } from './requests.ts'
import type { Tools } from './tools.ts'

/** Keeps pinned cards true, beside the answers. */
export interface Upkeep {
  /** Looks at all cards, or at those of rooms that changed their settings since. */
  look(at: 'all' | 'changed'): void
  /** Resolves when nothing is in hand. */
  rest(): Promise<void>
}

/** Keeps the cards of a bot true. */
export function createUpkeep(tools: Tools): Upkeep {
  const { bot, patience, log, fail } = tools
  const platform = createPlatform(tools)
  const inHand = new Set<Promise<void>>()
  const report = (error: unknown) => {
    if (patience.signal.aborted) return
    const reasons: readonly unknown[] = error instanceof AggregateError ? error.errors : [error]
    for (const reason of reasons) {
      if (isFatal(reason)) fail(reason)
      else
        log('warn', 'Cannot bring the pinned cards of a room up to date: {reason}.', {
          reason: describeFailure(reason),
        })
    }
  }
  return {
    look: (at) => {
      const work = bot.keepPins(platform, at).catch(report)
      inHand.add(work)
      void work.then(() => inHand.delete(work))
    },
    rest: async () => void (await Promise.all(inHand)),
  }
}
