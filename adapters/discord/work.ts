/** What is being done, one thing after the other for each message. */
export interface Work {
  /** Does something once what was begun under the same key is done, or all that was begun; it must not reject. */
  do(key: string, task: () => Promise<void>, after?: 'same' | 'all'): void
  /** Resolves when nothing is in hand. */
  rest(): Promise<void>
}

/** Nothing is in hand yet. */
export function createWork(): Work {
  const inHand = new Map<string, Promise<void>>()
  return {
    do: (key, task, after = 'same') => {
      const before = after === 'all' ? Promise.all(inHand.values()) : inHand.get(key)
      const done = (before ? before.then(task) : task()).finally(() => {
        if (inHand.get(key) === done) inHand.delete(key)
      })
      inHand.set(key, done)
    },
    rest: async () => {
      while (inHand.size > 0) await Promise.all(inHand.values())
    },
  }
}
