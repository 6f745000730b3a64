/** Lets work go on side by side, but for some that must be alone. */
export class Gate {
  readonly #inside = new Set<Promise<unknown>>()
  #closed: Promise<void> | undefined

  async pass<T>(work: () => Promise<T>): Promise<T> {
    while (this.#closed) await this.#closed
    const done = work()
    this.#inside.add(done)
    try {
      return await done
    } finally {
      this.#inside.delete(done)
    }
  }

  /** What is under way is finished first, and what comes meanwhile waits. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    while (this.#closed) await this.#closed
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#closed = promise
    try {
      await Promise.allSettled(this.#inside)
      return await work()
    } finally {
      this.#closed = undefined
      resolve()
    }
  }
}
