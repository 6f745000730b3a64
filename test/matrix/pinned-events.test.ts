import fc from 'fast-check'
import type { MatrixClient } from 'matrix-bot-sdk'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { MatrixEvent } from '../../adapters/matrix/event.ts'
import { createPinnedEvents } from '../../adapters/matrix/pinned-events.ts'

const room = '!room:example.org'
const patience = { signal: new AbortController().signal }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A room as a server knows it; `writes` counts the changes that we made. */
function openRoom(content?: MatrixEvent['content']) {
  const server = { content, writes: 0 }
  const doRequest = async (method: string, path: string, _query: unknown, body: MatrixEvent['content']) => {
    expect(path).toBe(`/_matrix/client/v3/rooms/${encodeURIComponent(room)}/state/m.room.pinned_events`)
    if (method === 'PUT') {
      server.content = body
      server.writes++
    }
    if (server.content) return server.content
    throw Object.assign(new Error('M_NOT_FOUND'), { statusCode: 404, errcode: 'M_NOT_FOUND' })
  }
  const events = createPinnedEvents({ doRequest } as unknown as MatrixClient, patience, () => {})
  return {
    server,
    pin: (message: string) => events.change(room, message, 'pinned', patience),
    unpin: (message: string) => events.change(room, message, 'not pinned', patience),
    pinned: () => events.of(room, patience),
    /** Somebody sends a message of that type. */
    somebodySends: (pinned: readonly string[]) =>
      events.noticeChange(room, {
        ...{ event_id: '$message', type: 'm.room.pinned_events', sender: '@eve:example.org', content: { pinned } },
      }),
    /** Somebody writes what is pinned; the server may keep the other one of two changes made at once. */
    somebodyWrites: (pinned: readonly string[], { over = server.content?.pinned ?? [], wins = true } = {}) => {
      if (wins) server.content = { pinned }
      const event = { event_id: '$change', type: 'm.room.pinned_events', sender: '@ana:example.org', state_key: '' }
      events.noticeChange(room, { ...event, content: { pinned }, unsigned: { prev_content: { pinned: over } } })
    },
  }
}

test('a message is pinned beside the others, once', async () => {
  const { server, pin, unpin, pinned } = openRoom({ pinned: ['$a'], 'org.example.more': 1 })
  await pin('$card')
  await pin('$card')
  expect(server).toEqual({ content: { pinned: ['$a', '$card'], 'org.example.more': 1 }, writes: 1 })
  await unpin('$card')
  await unpin('$card')
  expect(await pinned()).toEqual(['$a'])
  expect(server.writes).toBe(2)
})

test('in a room where nothing was ever pinned', async () => {
  const { server, pin, unpin, pinned } = openRoom()
  expect(await pinned()).toEqual([])
  await unpin('$card')
  expect(server.writes).toBe(0)
  await pin('$card')
  expect(server.content).toEqual({ pinned: ['$card'] })
})

test('a message that goes by the name of what is pinned pins nothing: anybody may send one', async () => {
  const { server, pin, somebodySends } = openRoom({ pinned: ['$a'] })
  await pin('$card')
  somebodySends(['$a', '$card', '$evil'])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(server.content).toEqual({ pinned: ['$a', '$card'] })
})

describe('what somebody changes at the same time', () => {
  test('is kept when the server kept ours', async () => {
    const { somebodyWrites, pin, pinned } = openRoom({ pinned: ['$a'] })
    await pin('$card')
    somebodyWrites(['$a', '$b'], { over: ['$a'], wins: false })
    expect(await pinned()).toEqual(['$a', '$card', '$b'])
  })

  test('is kept when it took ours down unawares', async () => {
    const { somebodyWrites, pin, pinned } = openRoom({ pinned: ['$a'] })
    await pin('$card')
    somebodyWrites(['$a', '$b'])
    expect(await pinned()).toEqual(['$a', '$b', '$card'])
  })

  test('does not bring back what we took down', async () => {
    const { somebodyWrites, unpin, pinned } = openRoom({ pinned: ['$a', '$card'] })
    await unpin('$card')
    somebodyWrites(['$a', '$card', '$b'])
    expect(await pinned()).toEqual(['$a', '$b'])
  })

  test('is meant when it does nothing but take down, or pin again', async () => {
    const { somebodyWrites, pin, unpin, pinned } = openRoom({ pinned: ['$a'] })
    await pin('$card')
    somebodyWrites(['$a'])
    expect(await pinned()).toEqual(['$a'])
    await unpin('$a')
    somebodyWrites(['$a'])
    expect(await pinned()).toEqual(['$a'])
  })

  test('is left alone some moments later', async () => {
    const { server, somebodyWrites, pin, pinned } = openRoom({ pinned: ['$a'] })
    await pin('$card')
    vi.advanceTimersByTime(11_000)
    somebodyWrites(['$a', '$b'])
    expect(await pinned()).toEqual(['$a', '$b'])
    expect(server.writes).toBe(1)
  })
})

test('whatever somebody wrote there, nothing breaks, and our card is pinned', async () => {
  const anything = fc.oneof(fc.jsonValue(), fc.array(fc.oneof(fc.string(), fc.jsonValue())))
  await fc.assert(
    fc.asyncProperty(anything, anything, async (before, during) => {
      const { somebodyWrites, pin, pinned } = openRoom({ pinned: before })
      await pin('$card')
      somebodyWrites(during as string[], { over: before as string[], wins: false })
      expect(await pinned()).toContain('$card')
    }),
  )
})
