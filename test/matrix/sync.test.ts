import { LogService, MatrixClient } from 'matrix-bot-sdk'
import { describe, expect, test, vi } from 'vitest'
import { OddAnswer } from '../../adapters/matrix/answer.ts'
import type { Encryption } from '../../adapters/matrix/crypto/encryption.ts'
import { eventsIn } from '../../adapters/matrix/event.ts'
import { createPinnedEvents } from '../../adapters/matrix/pinned-events.ts'
import type { Patience } from '../../adapters/matrix/requests.ts'
import { createRooms } from '../../adapters/matrix/rooms.ts'
import { createSender } from '../../adapters/matrix/sender.ts'
import { fillGap, sync, uploadFilter } from '../../adapters/matrix/sync.ts'
import { type Reply, startAnsweringServer } from './crypto/answering-server.ts'

const patience = { signal: new AbortController().signal }
/** For what nobody waits for. */
const soon = { ...patience, until: 0 }
const me = { userId: '@guide:example.org', name: 'Guide' }
const room = '!room:example.org'
const question = { event_id: '$q', type: 'm.room.message', sender: '@ana:example.org', content: { body: 'hi' } }

/** A homeserver that answers everything with the same. */
function serverThatSays(answer: unknown): MatrixClient {
  return { doRequest: async () => answer } as unknown as MatrixClient
}

const heard = (response: unknown, until: Patience = patience) =>
  sync(
    { client: serverThatSays(response), encryption: undefined, me, patience: until },
    { filter: '1', since: 's0', wait: 0 },
  )

/** What fuzzing found a sync to bring that ended the adapter, or kept it from ever hearing more. */
describe('what is no event', () => {
  test.each([
    null,
    7,
    'x',
    [],
    { type: 'm.room.message' },
    { ...question, sender: 7 },
    { ...question, sender: '@a:b\nc' },
    { ...question, content: null },
  ])('is left out, and the rest is heard: %j', async (wrong) => {
    const news = await heard({
      next_batch: 's1',
      rooms: { join: { [room]: { timeline: { events: [wrong, question] }, state: { events: [wrong] } } } },
    })
    expect(news.rooms).toEqual([{ room, events: [question] }])
  })

  test.each([null, 7, [null], { join: null, invite: 7 }, { join: { [room]: null }, invite: { [room]: null } }])(
    'leaves the position to move on: %j',
    async (rooms) => {
      expect((await heard({ next_batch: 's1', rooms })).position).toBe('s1')
    },
  )

  test('is no invitation, but what has no id can be one', async () => {
    const member = { type: 'm.room.member', state_key: me.userId, sender: '@ana:example.org', content: {} }
    const invite = { [room]: { invite_state: { events: [null, member] } }, '!other:b': { invite_state: 7 } }
    const { invitations } = await heard({ next_batch: 's1', rooms: { invite } })
    expect(invitations).toEqual([{ room, sender: '@ana:example.org' }])
  })

  test('is not in a gap either', async () => {
    const client = serverThatSays({ chunk: [null, question] })
    expect(await fillGap(client, room, 'p1', () => true, patience)).toEqual([question])
  })

  test('is in no list', () => {
    expect(eventsIn({ length: 1, 0: question })).toEqual([])
  })
})

describe('an answer that makes no sense', () => {
  test.each([null, 7, true, 'x', '<html>', []])('is none to a sync: %j', async (said) => {
    await expect(heard(said, soon)).rejects.toThrow('its answer to /sync is no JSON object')
  })

  test.each([undefined, null, 7, '', {}, ['s1']])('is one to a sync with the next_batch %j', async (next_batch) => {
    await expect(heard({ next_batch }, soon)).rejects.toThrow('its answer to /sync has no next_batch')
  })

  test('gives encryption nothing', async () => {
    const receive = vi.fn()
    const encryption = { receive } as unknown as Encryption
    const asked = { filter: '1', since: 's0', wait: 0 }
    const toDevice = { to_device: { events: [] } }
    await sync({ client: serverThatSays(toDevice), encryption, me, patience: soon }, asked).catch(() => undefined)
    expect(receive).not.toHaveBeenCalled()
  })

  test.each([null, [], {}, { chunk: 7 }])('does not end a gap as if nothing had been said: %j', async (said) => {
    await expect(fillGap(serverThatSays(said), room, 'p1', () => true, soon)).rejects.toThrow(OddAnswer)
  })

  test('is one where a gap goes on', async () => {
    const client = serverThatSays({ chunk: [question], end: 7 })
    expect(await fillGap(client, room, 'p1', () => true, patience)).toEqual([question])
  })

  test.each([null, [null], {}, 'x', { joined: null }, { joined: [] }])('leaves no room empty: %j', async (said) => {
    const rooms = createRooms(serverThatSays(said), soon)
    await expect(rooms.isEmpty(room)).rejects.toThrow(/its answer to \/rooms\/…\/joined_members (has no|is no)/)
  })

  test.each([null, {}, 'x'])('takes nobody their rights: %j', async (said) => {
    const rooms = createRooms(serverThatSays(said), soon)
    await expect(rooms.may(room, '@ana:example.org', 'pin')).rejects.toThrow('/state is no JSON')
  })

  test.each([null, 7, []])('takes down nothing that is pinned: %j', async (said) => {
    const pinned = createPinnedEvents(serverThatSays(said), patience, () => undefined)
    await expect(pinned.change(room, '$m', 'pinned', soon)).rejects.toThrow('/m.room.pinned_events is no JSON object')
  })

  test.each([null, {}, { filter_id: 7 }])('is no filter: %j', async (said) => {
    await expect(uploadFilter(serverThatSays(said), me.userId, soon)).rejects.toThrow(/its answer to \/user\/…\/filter/)
  })

  test.each([null, {}, { event_id: null }])('is no event that was sent: %j', async (said) => {
    const sender = createSender(serverThatSays(said), undefined)
    await expect(sender.send(room, {}, 'cause', soon)).rejects.toThrow(
      /its answer to \/rooms\/…\/send\/m\.room\.message\/… (has no event_id|is no JSON object)/,
    )
  })
})

test('where something else than a list was pinned nothing is', async () => {
  const pinned = createPinnedEvents(serverThatSays({ pinned: 7 }), patience, () => undefined)
  expect(await pinned.of(room, patience)).toEqual([])
})

test('a server that failed is to answer at once, so that it shows when it is back', async () => {
  LogService.muteModule('MatrixHttpClient')
  const server = await startAnsweringServer()
  const replies: Reply[] = [
    [502, 'Bad Gateway'],
    [200, { next_batch: 's1' }],
  ]
  server.replies.set('/sync', () => replies.shift() ?? [404, {}])
  const client = new MatrixClient(server.url, 'token')
  await sync({ client, encryption: undefined, me, patience }, { filter: '1', since: 's0', wait: 30_000 })
  expect(server.asked).toEqual([expect.stringContaining('timeout=30000'), expect.stringContaining('timeout=0')])
  server.close()
})
