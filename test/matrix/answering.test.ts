import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAnswering } from '../../adapters/matrix/answering.ts'
import { openStore } from '../../adapters/matrix/store.ts'
import type { Tools } from '../../adapters/matrix/tools.ts'

test('what comes in while an earlier look at the room is about to end is looked at, too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-'))
  const store = openStore(folder, '@guide:example.org')
  const patience = { signal: new AbortController().signal }
  const upkeep = { look: () => undefined, rest: async () => undefined }
  const tools = { store, patience, catchUp: 600_000, monitor: { sendFailed: () => undefined } } as unknown as Tools
  const answering = createAnswering(tools, upkeep)
  const event = { event_id: '', type: 'm.reaction', sender: '@anna:example.org', content: {} }
  for (let later = 0; later < 20; later++) {
    const room = `!${later}:example.org`
    answering.attend(room)
    for (let turns = 0; turns < later; turns++) await Promise.resolve()
    store.receive([{ id: `$${later}`, room, at: Date.now(), event }], [], 's')
    answering.attend(room)
    await answering.rest()
  }
  expect(store.rooms()).toEqual([])
  store.close()
  rmSync(folder, { recursive: true })
})
