import { LogService, MatrixClient } from 'matrix-bot-sdk'
import { describe, expect, test } from 'vitest'
import { eventsIn } from '../../adapters/matrix/event.ts'
import { createPinnedEvents } from '../../adapters/matrix/pinned-events.ts'
import { createRooms } from '../../adapters/matrix/rooms.ts'
import { fillGap, sync } from '../../adapters/matrix/sync.ts'
import { type Reply, startAnsweringServer } from './crypto/answering-server.ts'

const patience = { signal: new AbortController().signal }
const me = { userId: '@guide:example.org', name: 'Guide' }
const room = '!room:example.org'
const question = { event_id: '$q', type: 'm.room.message', sender: '@ana:example.org', content: { body: 'hi' } }

/** A homeserver that answers everything with the same. */
function serverThatSays(answer: unknown): MatrixClient {
  return { doRequest: async () => answer } as unknown as MatrixClient
}

const heard = (response: object) =>
  sync({ client: serverThatSays(response), encryption: undefined, me, patience }, { filter: '1', since: 's0', wait: 0 })

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

test.each([null, [null], {}, 'x', { joined: null }])(
  'a room of which the server says %j has nobody in it',
  async (said) => {
    const rooms = createRooms(serverThatSays(said), patience)
    expect([...(await rooms.membersOf(room))]).toEqual([])
    expect(await rooms.may(room, '@ana:example.org', 'pin')).toBe(false)
  },
)

test.each([null, 7, { pinned: 7 }])('where the server says %j nothing is pinned', async (said) => {
  const pinned = createPinnedEvents(serverThatSays(said), patience, () => undefined)
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
