import { startMatrix } from '../../adapters/matrix/start-matrix.ts'
import { createMonitor, unmeasured } from '../../adapters/monitor.ts'
import type { Content } from '../../src/content/load-content.ts'
import { createBot, openState } from '../../src/index.ts'
import type { Account } from './register-account.ts'

export interface InProcessOptions {
  readonly homeserver: string
  readonly account: Account
  readonly folder: string
  readonly content: Content
}

/** Runs the adapter in this process on a content of the test's, until the function given back is called. */
export async function runBot({ homeserver, account, folder, content }: InProcessOptions): Promise<() => Promise<void>> {
  const end = new AbortController()
  const state = openState(folder)
  const many = { count: 9999, seconds: 60 }
  const bot = createBot({ content, state, limits: { perAsker: many, perPlace: many } })
  const ready = Promise.withResolvers<void>()
  const running = startMatrix({
    ...{ bot, folder, accessToken: account.accessToken, catchUp: 600_000, stop: end.signal },
    settings: { homeserver, encryption: true, invitesFrom: [account.userId.slice(account.userId.indexOf(':') + 1)] },
    log: (_, line) => line.startsWith('Answering as') && ready.resolve(),
    monitor: createMonitor(() => undefined, unmeasured),
  }).finally(() => state.close())
  await Promise.race([ready.promise, running])
  return async () => {
    end.abort()
    await running
  }
}
