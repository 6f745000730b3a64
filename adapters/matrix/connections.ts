import { getRequestFn, setRequestFn } from 'matrix-bot-sdk'

/** How long a connection may lie idle before it is given up, in milliseconds. */
const idle = 30_000

const request = getRequestFn()

/**
 * Has the SDK give up idle connections, which it would keep for good: of those that a network has forgotten, each would
 * swallow a request and have its whole time run out, one after the other.
 */
export function giveUpIdleConnections(): void {
  setRequestFn((given: object, done: unknown) => request({ ...given, agentOptions: { timeout: idle } }, done))
}
