import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MatrixClient } from 'matrix-bot-sdk'
import { expect, test } from 'vitest'
import { handle } from '../../adapters/matrix/responding.ts'
import { createRooms } from '../../adapters/matrix/rooms.ts'
import { createSender } from '../../adapters/matrix/sender.ts'
import { openStore } from '../../adapters/matrix/store.ts'
import type { Tools } from '../../adapters/matrix/tools.ts'
import { createBot, openState } from '../../src/index.ts'
import { filledIn } from '../support/filled-in.ts'
import { realContent } from '../support/guide.ts'

const room = '!room:example.org'

/** Asks in a room of a server that lets nothing be sent; gives what the operator is told. */
async function askWhere(failure: object): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-'))
  const store = openStore(folder, '@guide:example.org')
  const doRequest = async (method: string, path: string): Promise<unknown> => {
    if (path.endsWith('/joined_members')) return { joined: { '@anna:example.org': {}, '@guide:example.org': {} } }
    if (method === 'GET') return []
    throw Object.assign(new Error('no'), failure)
  }
  const client = { doRequest } as unknown as MatrixClient
  const told: string[] = []
  const patience = { signal: new AbortController().signal }
  const tools = {
    ...{ client, store, patience, catchUp: 50, me: { userId: '@guide:example.org', name: 'Guide' } },
    bot: createBot({ content: realContent(), state: openState() }),
    rooms: createRooms(client, patience),
    sender: createSender(client, undefined),
    log: (_level: string, message: string, fields = {}) => told.push(filledIn(message, fields).split('\n')[0] ?? ''),
    monitor: { sendFailed: () => told.push('not sent'), incident: () => told.push('a bug') },
  } as unknown as Tools
  const content = { msgtype: 'm.text', body: 'signal' }
  const event = { event_id: '$1', type: 'm.room.message', sender: '@anna:example.org', content }
  await handle(tools, room, { id: '$1', at: Date.now(), event }, () => undefined)
  store.close()
  rmSync(folder, { recursive: true })
  return told
}

test('an answer that the network did not carry in time is no bug', async () => {
  expect(await askWhere({ code: 'ECONNREFUSED' })).toEqual([
    'not sent',
    'An answer could not be sent in time: ECONNREFUSED.',
  ])
})

test('nor is one that the server refuses', async () => {
  expect(await askWhere({ statusCode: 403, errcode: 'M_FORBIDDEN' })).toEqual([
    'not sent',
    'The server refused an answer: 403 M_FORBIDDEN.',
  ])
})

test('anything else is', async () => {
  const [, ...told] = await askWhere({ code: 'ERR_INVALID_ARG_TYPE' })
  expect(told).toEqual(['a bug', expect.stringMatching(/^Incident [0-9a-f]{8}: Error/)])
})
