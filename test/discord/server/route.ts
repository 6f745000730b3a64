import type { ZodMiniType } from 'zod/mini'
import type { Service } from './service.ts'

/** A request that found its route and passed its schema. */
export interface Call<Body = unknown> {
  readonly service: Service
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Body
}

/** What Discord does at one address. */
export interface Route {
  /** Whether no token of the bot is needed, because one stands in the address. */
  readonly open?: boolean
  readonly schema?: ZodMiniType
  /** Gives the body of the response; without one the status is 204. */
  readonly answer: (call: Call<never>) => unknown
}

/** Routes by method and address, such as `GET /channels/:channel`. */
export type Routes = Readonly<Record<string, Route>>

/** Finds the route of a request; a longer fixed part goes before a parameter. */
export function createRouter(routes: Routes) {
  const compiled = Object.entries(routes)
    .sort(([one], [other]) => parametersOf(one) - parametersOf(other))
    .map(([name, route]) => ({ name, route, pattern: patternOf(name) }))
  return (method: string, path: string) => {
    for (const { name, route, pattern } of compiled) {
      const match = pattern.exec(`${method} ${path}`)
      if (match) return { name, route, params: { ...match.groups } }
    }
    return undefined
  }
}

function parametersOf(name: string): number {
  return name.split(':').length
}

function patternOf(name: string): RegExp {
  return new RegExp(`^${name.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`)
}
