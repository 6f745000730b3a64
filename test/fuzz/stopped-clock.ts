/** When everything is fuzzed, in milliseconds since 1970: soon after the newest snapshot. */
export const today = Date.UTC(2024, 11, 1)

/** Stops the clock until it is disposed of: time would come into ages, digests and limits. */
export function stopClock(): Disposable {
  const { now } = Date
  Date.now = () => today
  return {
    [Symbol.dispose]: () => {
      Date.now = now
    },
  }
}
