import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { MatrixProblem } from '../../adapters/matrix/matrix-problem.ts'
import { startMatrix } from '../../adapters/matrix/start-matrix.ts'
import { createMonitor, unmeasured } from '../../adapters/monitor.ts'
import { filledIn } from '../support/filled-in.ts'
import { openRoom } from '../support/guide.ts'
import { type AnsweringServer, startAnsweringServer } from './crypto/answering-server.ts'

const folders = mkdtempSync(join(tmpdir(), 'messenger-guide-odd-'))
afterAll(() => rmSync(folders, { recursive: true }))

const me = '@guide:example.org'
const room = '!room:example.org'
const question = {
  ...{ event_id: '$q', type: 'm.room.message', sender: '@ana:example.org' },
  content: { msgtype: 'm.text', body: 'is signal safe?' },
}
const asked = { next_batch: 's2', rooms: { join: { [room]: { timeline: { events: [question] } } } } }

let server: AnsweringServer
let told: string[]
let stop: AbortController

/** A homeserver with a room, where Ana asks something in the last of these syncs; the bot is stopped when it answers. */
beforeEach(async () => {
  server = await startAnsweringServer()
  told = []
  stop = new AbortController()
  const published: Record<string, object> = {}
  const always = (path: string, answer: object) => server.replies.set(path, () => [200, answer])
  always('/whoami', { user_id: me, device_id: 'DEVICE' })
  always('/filter', { filter_id: '1' })
  always('/joined_members', { joined: { [me]: {}, '@ana:example.org': {} } })
  server.replies.set('/m.room.encryption/', () => [404, { errcode: 'M_NOT_FOUND' }])
  always('/state', [])
  always('/keys/upload', { one_time_key_counts: { signed_curve25519: 50 } })
  server.replies.set('/keys/query', () => [200, published])
  server.replies.set('/device_signing/upload', (body) => {
    const { master_key, self_signing_key } = body as Record<string, object>
    Object.assign(published, { master_keys: { [me]: master_key }, self_signing_keys: { [me]: self_signing_key } })
    return [200, {}]
  })
  server.replies.set('/signatures/upload', (body) => {
    const { DEVICE } = (body as Record<string, Record<string, object>>)[me] ?? {}
    Object.assign(published, { device_keys: { [me]: { DEVICE } } })
    return [200, { failures: {} }]
  })
  server.replies.set('/send/', () => {
    stop.abort()
    return [200, { event_id: '$answer' }]
  })
})

afterEach(() => server.close())

/** Runs the bot on a server that gives these answers to its syncs, the last one again and again. */
async function run(...syncs: readonly unknown[]): Promise<void> {
  const left = [...syncs]
  server.replies.set('/sync', () => [200, left.length > 1 ? left.shift() : left[0]])
  await startMatrix({
    bot: openRoom().bot,
    settings: { homeserver: server.url, encryption: true, invitesFrom: [] },
    ...{ accessToken: 'token', folder: mkdtempSync(join(folders, 'bot-')), catchUp: 600_000, stop: stop.signal },
    log: (_, message, fields = {}) => void told.push(filledIn(message, fields)),
    monitor: createMonitor(() => undefined, unmeasured),
  })
}

const positions = () =>
  server.asked.filter((path) => path.includes('/sync')).map((path) => /since=(\w+)/.exec(path)?.[1])

test.each([
  [{}, 'has no next_batch'],
  [{ ...asked, next_batch: 7 }, 'has no next_batch'],
  [null, 'is no JSON object'],
  ['<html>', 'is no JSON object'],
])('a sync of %j is told and asked for again, from where the bot was', async (odd, fault) => {
  await run({ next_batch: 's1' }, odd, asked)
  expect(positions().slice(0, 3)).toEqual([undefined, 's1', 's1'])
  expect(told).toContain(`${server.url} does not answer (its answer to /sync ${fault}). Trying again.`)
})

test('what makes no sense about encryption keeps no question from being answered', async () => {
  const odd = { to_device: { events: 7 }, device_lists: { changed: [{}, 'no user'], left: 7 } }
  const counts = { device_one_time_keys_count: { signed_curve25519: 'x' }, device_unused_fallback_key_types: {} }
  await run({ next_batch: 's1' }, { ...asked, ...odd, ...counts })
  expect(stop.signal.aborted).toBe(true)
})

test('nor does a server that makes no sense of keys', async () => {
  let uploads = 0
  server.replies.set('/keys/upload', () => [200, uploads++ > 0 ? '<html>' : { one_time_key_counts: {} }])
  await run({ next_batch: 's1' }, asked)
  expect(told).toContain(
    'Cannot exchange keys with the server: its answer to /keys/upload makes no sense. Trying again.',
  )
})

test.each([['<html>'], [{ user_id: 'guide' }]])('a server that says of who the bot is %j is none', async (said) => {
  server.replies.set('/whoami', () => [200, said])
  const problem: unknown = await run({}).catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(MatrixProblem)
  expect(String(problem)).toContain(`${server.url} is no Matrix homeserver (its answer to /account/whoami `)
})

test('a device that the server says nonsense of is asked about again', async () => {
  const said: unknown[] = [7, { device_keys: { [me]: { DEVICE: { keys: null } } } }]
  const sensible = server.replies.get('/keys/query')
  server.replies.set('/keys/query', (body) => (said.length > 0 ? [200, said.shift()] : (sensible?.(body) ?? [200, {}])))
  await run({ next_batch: 's1' }, asked)
  expect(told.join('\n')).toMatch(/its answer to \/keys\/query makes no sense(.|\n)*has no keys of the device/)
}, 30_000)
