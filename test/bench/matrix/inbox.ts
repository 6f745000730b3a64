import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '../../../adapters/matrix/store.ts'
import { median } from '../median.ts'

const events = 500
/** Milliseconds between questions, so that they meet caches as cold as those of a bot that waits. */
const pause = 10

/** Milliseconds that the durable inbox adds to one answer: taking the question in, reading it, and settling it. */
export async function measureInbox(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-bench-'))
  const store = openStore(folder, '@bot:localhost')
  const times: number[] = []
  for (let index = 0; index < events; index++) {
    const id = `$question-${index}-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`
    const room = `!room-${index % 10}:localhost`
    const asker = '@asker:localhost'
    const content = { msgtype: 'm.text', body: '!messenger compare signal session' }
    const event = { event_id: id, type: 'm.room.message', sender: asker, origin_server_ts: Date.now(), content }
    const about = { messengers: ['signal', 'session'], criteria: [] }
    await sleep(pause)
    const start = performance.now()
    store.receive([{ id, room, at: Date.now(), event }], [], `position-${index}`)
    store.waitingIn(room)
    store.settle(id, { question: id, room, asker, answer: `$answer-${index}`, digest: 'a'.repeat(43), about })
    times.push(performance.now() - start)
  }
  store.close()
  rmSync(folder, { recursive: true })
  return median(times)
}
