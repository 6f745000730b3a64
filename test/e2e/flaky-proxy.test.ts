import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type FlakyProxy, startFlakyProxy } from './flaky-proxy.ts'
import { type Homeserver, startHomeserver } from './homeserver.ts'
import type { Account } from './register-account.ts'

let homeserver: Homeserver
let proxy: FlakyProxy
let account: Account
let room: string
let message = 0

beforeAll(async () => {
  homeserver = await startHomeserver()
  proxy = await startFlakyProxy(homeserver.url)
  account = await homeserver.register('Anna')
  room = (await json(call('POST', 'createRoom', {}))).room_id
})

afterEach(() => proxy.heal())

afterAll(async () => {
  await proxy?.stop()
  await homeserver?.stop()
})

function call(method: string, path: string, body?: object, base = proxy.url) {
  return fetch(`${base}/_matrix/client/v3/${path}`, {
    method,
    headers: { authorization: `Bearer ${account.accessToken}` },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
}

async function json(response: Promise<Response>) {
  return (await (await response).json()) as { room_id: string; joined_rooms: string[]; next_batch: string }
}

const send = (transaction: string, base?: string) =>
  call('PUT', `rooms/${room}/send/m.room.message/${transaction}`, { msgtype: 'm.text', body: transaction }, base)

/** How often a message stands in the room, asked past the proxy. */
async function timesSaid(text: string): Promise<number> {
  const history = await call('GET', `rooms/${room}/messages?dir=b&limit=50`, undefined, homeserver.url)
  const { chunk } = (await history.json()) as { chunk: { content: { body?: string } }[] }
  return chunk.filter(({ content }) => content.body === text).length
}

const sends = /^PUT .*\/send\//
const next = () => `message-${++message}`

test('without a mishap everything passes', async () => {
  const text = next()
  const before = proxy.mishaps()
  expect((await send(text)).status).toBe(200)
  expect(await timesSaid(text)).toBe(1)
  expect(proxy.mishaps()).toBe(before)
})

test('a lost response: the server has the message, and the same transaction does not repeat it', async () => {
  const text = next()
  proxy.plan({ kind: 'lose-response' }, { to: sends })
  await expect(send(text)).rejects.toThrow('fetch failed')
  expect(await timesSaid(text)).toBe(1)
  expect((await send(text)).status).toBe(200)
  expect(await timesSaid(text)).toBe(1)
})

test('a cut request never reaches the server', async () => {
  const text = next()
  proxy.plan({ kind: 'cut' }, { to: sends })
  await expect(send(text)).rejects.toThrow('fetch failed')
  expect(await timesSaid(text)).toBe(0)
})

test('a refused request never reaches the server, as often as planned and only where planned', async () => {
  const text = next()
  proxy.plan({ kind: 'refuse', status: 429, retryAfterMs: 70 }, { to: sends, times: 2 })
  proxy.plan({ kind: 'refuse', status: 500 }, { to: sends })
  expect((await call('GET', 'account/whoami')).status).toBe(200)
  const limited = await send(text)
  expect(limited.status).toBe(429)
  expect(await limited.json()).toMatchObject({ errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 70 })
  expect((await send(text)).status).toBe(429)
  expect((await send(text)).status).toBe(500)
  expect(await timesSaid(text)).toBe(0)
  expect((await send(text)).status).toBe(200)
})

test('a duplicated request is carried out twice', async () => {
  proxy.plan({ kind: 'duplicate' }, { to: /^POST .*\/createRoom/ })
  const rooms = async () => (await json(call('GET', 'joined_rooms'))).joined_rooms.length
  const before = await rooms()
  expect((await call('POST', 'createRoom', {})).status).toBe(200)
  expect(await rooms()).toBe(before + 2)
})

test('a delayed request is overtaken by a later one', async () => {
  const [late, early] = [next(), next()]
  proxy.plan({ kind: 'delay', ms: 500 }, { to: new RegExp(late) })
  const arrivals: string[] = []
  await Promise.all([late, early].map(async (text) => arrivals.push((await send(text)).ok ? text : 'failed')))
  expect(arrivals).toEqual([early, late])
})

test('cutting all connections ends a waiting sync', async () => {
  const { next_batch } = await json(call('GET', 'sync'))
  const waiting = call('GET', `sync?since=${next_batch}&timeout=60000`)
  const ended = expect(waiting).rejects.toThrow()
  proxy.plan({ kind: 'delay', ms: 0 }, { to: /whoami/ })
  await call('GET', 'account/whoami')
  proxy.cutAll()
  await ended
})

test.skipIf(process.env.SYNAPSE_URL)('a proxy survives its server', async () => {
  const text = next()
  await homeserver.restart()
  expect((await send(text)).status).toBe(200)
})
