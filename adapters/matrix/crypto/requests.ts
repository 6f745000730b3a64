import { setTimeout as sleep } from 'node:timers/promises'
import type { MatrixClient } from 'matrix-bot-sdk'
import { explained } from '../answer.ts'

const attempts = 5

/** What bot-sdk rejects with: an error of Matrix, a bare response, or an error of the network without a status. */
export interface FailedRequest {
  readonly statusCode?: number
  readonly retryAfterMs?: number
  readonly body?: unknown
}

/** The client as encryption sees it: a request that a hiccup of server or network spoiled is sent again, unchanged. */
export function withRetries(client: MatrixClient): MatrixClient {
  const doRequest: MatrixClient['doRequest'] = async (...request) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await client.doRequest(...request)
      } catch (error) {
        const { statusCode = 500, retryAfterMs = 100 * 2 ** attempt } = error as FailedRequest
        if (attempt === attempts || (statusCode < 500 && statusCode !== 429)) throw explained(error, request[1])
        await sleep(retryAfterMs)
      }
    }
  }
  return Object.create(client, { doRequest: { value: doRequest } }) as MatrixClient
}
