import type { Regret } from '../../src/index.ts'

/** Thrown when something stands in the way of pinning that people can change. */
export class PinningHindered extends Error {
  override readonly name = 'PinningHindered'
  /** What to tell them. */
  readonly reason: Regret

  constructor(message: string, reason: Regret) {
    super(message)
    this.reason = reason
  }
}
