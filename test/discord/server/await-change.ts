import { describeViolation, type Violation } from './violations.ts'
import type { Change, World } from './world.ts'

/** How people wait: for how long, and for whom it is known that there will be nothing. */
export interface Patience {
  readonly milliseconds: number
  readonly world: World
  readonly violations: {
    on(event: 'found', listener: (violation: Violation) => void): unknown
    off(event: 'found', listener: (violation: Violation) => void): unknown
  }
}

/** Waits for what a promise gives, but neither for ever nor after the bot was refused. */
export function withPatience<T>(patience: Patience, what: string, awaited: Promise<T>): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const refuse = (violation: Violation) => reject(new Error(describeViolation(violation)))
  const timer = setTimeout(() => reject(new Error(`Waited in vain for ${what}`)), patience.milliseconds)
  patience.violations.on('found', refuse)
  awaited.then(resolve, reject)
  return promise.finally(() => {
    clearTimeout(timer)
    patience.violations.off('found', refuse)
  })
}

/** Waits for the first change of the world of which something can be picked. */
export function awaitChange<T>(patience: Patience, what: string, pick: (change: Change) => T | undefined): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>()
  const listener = (change: Change) => {
    const picked = pick(change)
    if (picked !== undefined) resolve(picked)
  }
  const { events } = patience.world
  events.on('change', listener)
  return withPatience(patience, what, promise).finally(() => events.off('change', listener))
}
