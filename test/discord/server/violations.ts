import { EventEmitter } from 'node:events'

/** What the bot did that Discord refuses for its form. */
export interface Violation {
  readonly request: string
  readonly problem: string
}

/** All that was found wrong, for the test to fail by. */
export function createViolations() {
  const found: Violation[] = []
  const events = new EventEmitter<{ found: [Violation] }>().setMaxListeners(0)
  return {
    found: found as readonly Violation[],
    events,
    add: (request: string, problem: string) => {
      const violation = { request, problem }
      found.push(violation)
      events.emit('found', violation)
    },
    /** Takes out what a test expected, so that it does not fail. */
    take: () => found.splice(0),
  }
}

/** A violation as an error says it. */
export function describeViolation({ request, problem }: Violation): string {
  return `The bot broke a rule of Discord with ${request}: ${problem}`
}
