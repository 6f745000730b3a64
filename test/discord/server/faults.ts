/** The response 429, for a route or for everything. */
export function limited(seconds: number, global: boolean, headers: Readonly<Record<string, string>> = {}) {
  const scope = { 'x-ratelimit-scope': global ? 'global' : 'user', ...(global ? { 'x-ratelimit-global': 'true' } : {}) }
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: seconds, global },
    headers: { ...headers, ...scope, 'retry-after': String(Math.ceil(seconds)) },
  }
}

/** How a connection breaks: after a reset the client's library asks again, after a close it does not. */
export type Loss = 'reset' | 'close'

/** What a test can order to go wrong with the next requests of a route. */
export function createFaults(routes: readonly string[]) {
  const failing = new Map<string, number[]>()
  const limitedUntil = new Map<string, number>()
  const losing = new Map<string, Loss[]>()
  const holding = new Map<string, { readonly released: Promise<void>; readonly reach: () => void }>()
  const everything = 'everything'

  const known = (route: string) => {
    if (!routes.includes(route)) throw new Error(`No route "${route}"; there are ${routes.join(', ')}`)
    return route
  }
  const limit = (what: string, seconds: number) => limitedUntil.set(what, Date.now() + seconds * 1000)
  const secondsLeft = (what: string) => ((limitedUntil.get(what) ?? 0) - Date.now()) / 1000

  return {
    /** Answers 429 to a route until some seconds have passed. */
    limit: (route: string, seconds: number) => limit(known(route), seconds),
    /** Answers 429 to everything until some seconds have passed. */
    limitEverything: (seconds: number) => limit(everything, seconds),
    /** Answers the next request of a route with an error of the server. */
    fail: (route: string, status = 503) => failing.set(known(route), [...(failing.get(route) ?? []), status]),
    /** Fails a route no more. */
    heal: (route: string) => void failing.delete(known(route)),
    /** Does what the next request of a route asks, and breaks the connection instead of saying so. */
    lose: (route: string, how: Loss = 'reset') => losing.set(known(route), [...(losing.get(route) ?? []), how]),
    /** Lets requests of a route wait until they are released; `reached` resolves once there is one. */
    hold: (route: string) => {
      const { promise: released, resolve } = Promise.withResolvers<void>()
      const { promise: reached, resolve: reach } = Promise.withResolvers<void>()
      holding.set(known(route), { released, reach })
      const release = () => {
        holding.delete(route)
        resolve()
      }
      return { release, reached }
    },
    held: (route: string) => {
      holding.get(route)?.reach()
      return holding.get(route)?.released
    },
    failure: (route: string) => {
      if (secondsLeft(everything) > 0) return limited(secondsLeft(everything), true)
      if (secondsLeft(route) > 0) return limited(secondsLeft(route), false)
      const status = failing.get(route)?.shift()
      return status === undefined ? undefined : { status, body: { code: 0, message: `${status}: Service failed` } }
    },
    loss: (route: string) => losing.get(route)?.shift(),
  }
}
