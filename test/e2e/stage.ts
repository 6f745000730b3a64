import { afterAll } from 'vitest'
import { startAsker } from './asker.ts'
import { startHomeserver } from './homeserver.ts'
import { startBot } from './running-bot.ts'

/** Starts a homeserver with Anna on it for the tests of a file; they end after the last of them. */
export async function openStage() {
  const open = new AsyncDisposableStack()
  afterAll(() => open.disposeAsync())
  const homeserver = open.adopt(await startHomeserver(), (started) => started.stop())
  const anna = open.adopt(await startAsker(homeserver, 'Anna'), (started) => started.stop())
  return { homeserver, anna, open }
}

/** The same with a bot, and Ben. */
export async function openStageWithBot() {
  const { homeserver, anna, open } = await openStage()
  const bot = open.use(await startBot({ homeserver: homeserver.url, account: await homeserver.register('Guide') }))
  const ben = open.adopt(await startAsker(homeserver, 'Ben'), (started) => started.stop())
  return { homeserver, anna, bot, ben }
}
