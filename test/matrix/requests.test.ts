import { LogService, MatrixClient } from 'matrix-bot-sdk'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anObject } from '../../adapters/matrix/answer.ts'
import { MatrixProblem } from '../../adapters/matrix/matrix-problem.ts'
import { describeFailure, isRefusal, type Patience, request } from '../../adapters/matrix/requests.ts'
import { type AnsweringServer, type Reply, startAnsweringServer } from './crypto/answering-server.ts'

LogService.muteModule('MatrixHttpClient')

let server: AnsweringServer
beforeEach(async () => {
  server = await startAnsweringServer()
})
afterEach(() => server.close())

const endless = new AbortController().signal
const limited = (retryAfter: number): Reply => [429, { errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: retryAfter }]
const broken: Reply = [503, 'down for maintenance']

/** Asks something of a server that gives these replies, the last one again and again. */
function ask(replies: readonly Reply[], patience: Partial<Patience> = {}): Promise<unknown> {
  const left = [...replies]
  server.replies.set('/joined_rooms', () => (left.length > 1 ? left.shift() : left[0]) ?? [200, {}])
  const client = new MatrixClient(server.url, 'token')
  return request(client, { method: 'GET', path: '/joined_rooms', read: anObject }, { signal: endless, ...patience })
}

test('what the server answers is given back', async () => {
  expect(await ask([[200, { joined_rooms: ['!a:example.org'] }]])).toEqual({ joined_rooms: ['!a:example.org'] })
  expect(server.asked).toEqual(['/_matrix/client/v3/joined_rooms'])
})

test('a server that fails is asked again, and somebody hears of it once', async () => {
  const hiccups: string[] = []
  const bad = [502, '<html>Bad Gateway</html>'] as const
  expect(await ask([bad, broken, [200, { ok: true }]], { onHiccup: (reason) => hiccups.push(reason) })).toEqual({
    ok: true,
  })
  expect(server.asked).toHaveLength(3)
  expect(hiccups).toEqual(['502'])
})

test.each([['<html>'], [null], [7], [[]], [true]])('one that answers %j is asked again, too', async (nonsense) => {
  const hiccups: string[] = []
  expect(
    await ask(
      [
        [200, nonsense],
        [200, { ok: true }],
      ],
      { onHiccup: (reason) => hiccups.push(reason) },
    ),
  ).toEqual({
    ok: true,
  })
  expect(hiccups).toEqual(['its answer to /joined_rooms is no JSON object'])
})

test('one that answers nothing else is not asked for ever', async () => {
  const error: unknown = await ask([[200, null]]).catch((reason: unknown) => reason)
  expect(describeFailure(error)).toBe('its answer to /joined_rooms is no JSON object')
  expect(server.asked).toHaveLength(5)
})

test('an overloaded server is left alone for as long as it says', async () => {
  const asked = Date.now()
  expect(await ask([limited(600), [200, { ok: true }]])).toEqual({ ok: true })
  expect(Date.now() - asked).toBeGreaterThanOrEqual(599)
})

test('a server that cannot be reached is asked until it can', async () => {
  const { url } = server
  server.close()
  const patience: Patience = { signal: endless, until: Date.now() }
  const failed = request(new MatrixClient(url, 'token'), { method: 'GET', path: '/sync', read: anObject }, patience)
  await expect(failed).rejects.toSatisfy((error) => !isRefusal(error))
})

test.each([
  [400, 'M_BAD_JSON'],
  [403, 'M_FORBIDDEN'],
  [404, 'M_NOT_FOUND'],
  [413, 'M_TOO_LARGE'],
])('a refusal with %i is final', async (status, errcode) => {
  const error: unknown = await ask([[status, { errcode, error: 'no' }]]).catch((reason: unknown) => reason)
  expect(isRefusal(error)).toBe(true)
  expect(describeFailure(error)).toBe(`${status} ${errcode}`)
  expect(server.asked).toHaveLength(1)
})

test.each(['M_UNKNOWN_TOKEN', 'M_MISSING_TOKEN'])('%s tells the operator what to do', async (errcode) => {
  const error: unknown = await ask([[401, { errcode, error: 'no' }]]).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(MatrixProblem)
  expect(String(error)).toContain(`${server.url} does not know the access token in MATRIX_ACCESS_TOKEN`)
  expect(server.asked).toHaveLength(1)
})

describe('a stop', () => {
  test('ends the waiting between attempts', async () => {
    const stop = new AbortController()
    await expect(
      ask([limited(3_600_000)], { signal: stop.signal, onHiccup: () => stop.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' })
    expect(server.asked).toHaveLength(1)
  })

  test('ends the waiting for an answer', async () => {
    const stop = new AbortController()
    server.replies.set('/sync', () => {
      stop.abort()
      return [200, {}]
    })
    const client = new MatrixClient(server.url, 'token')
    const waiting = request(client, { method: 'GET', path: '/sync', read: anObject }, { signal: stop.signal })
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('asks nothing any more', async () => {
    await expect(ask([[200, {}]], { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
    expect(server.asked).toEqual([])
  })
})

describe('what must be said by a time', () => {
  test('is tried once, and not again after it', async () => {
    await expect(ask([broken], { until: Date.now() })).rejects.toMatchObject({ statusCode: 503 })
    expect(server.asked).toHaveLength(1)
  })

  test('is tried again before it', async () => {
    expect(await ask([broken, [200, { ok: true }]], { until: Date.now() + 600_000 })).toEqual({ ok: true })
  })

  test('is given up at once when the server wants to be left alone until later', async () => {
    await expect(ask([limited(3_600_000)], { until: Date.now() + 60_000 })).rejects.toMatchObject({ statusCode: 429 })
    expect(server.asked).toHaveLength(1)
  })
})
