import { createHash } from 'node:crypto'
import { limited } from './faults.ts'

/** How many requests a bucket takes in how many seconds. */
export interface RateLimit {
  readonly requests: number
  readonly seconds: number
}

/** Counts requests by route and the channel, guild or webhook in it, and says so in headers, as Discord does. */
export function createRateLimits({ requests, seconds }: RateLimit) {
  const buckets = new Map<string, { used: number; readonly until: number }>()
  const current = (key: string) => {
    const known = buckets.get(key)
    if (known && known.until > Date.now()) return known
    const fresh = { used: 0, until: Date.now() + seconds * 1000 }
    buckets.set(key, fresh)
    return fresh
  }
  return {
    take: (route: string, params: Readonly<Record<string, string>>, open: boolean) => {
      if (open) return { headers: {} }
      const bucket = current(`${route} ${params.channel ?? params.guild ?? params.application ?? ''}`)
      const headers = headersOf(route, bucket.until, Math.max(0, requests - ++bucket.used))
      if (bucket.used <= requests) return { headers }
      return { headers, refusal: limited((bucket.until - Date.now()) / 1000, false, headers) }
    },
  }

  function headersOf(route: string, until: number, remaining: number) {
    return {
      'x-ratelimit-limit': String(requests),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': (until / 1000).toFixed(3),
      'x-ratelimit-reset-after': (Math.max(0, until - Date.now()) / 1000).toFixed(3),
      'x-ratelimit-bucket': createHash('md5').update(route).digest('hex'),
    }
  }
}
