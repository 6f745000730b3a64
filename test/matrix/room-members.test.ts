import { LogService, MatrixClient } from 'matrix-bot-sdk'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRooms, type Rooms } from '../../adapters/matrix/rooms.ts'
import { type AnsweringServer, startAnsweringServer } from './crypto/answering-server.ts'

const room = '!room:example.org'
const anna = '@anna:example.org'
const ben = '@ben:example.org'

let server: AnsweringServer
let rooms: Rooms
let present: string[]

beforeEach(async () => {
  LogService.muteModule('MatrixHttpClient')
  server = await startAnsweringServer()
  server.replies.set('/joined_members', () => [200, { joined: Object.fromEntries(present.map((one) => [one, {}])) }])
  rooms = createRooms(new MatrixClient(server.url, 'token'), { signal: new AbortController().signal })
  present = ['@bot:example.org', anna]
})

afterEach(() => server.close())

const timesAsked = () => server.asked.filter((path) => path.includes('/joined_members')).length

/** An event about somebody's membership reaches the bot. */
function hears(user: string, membership: string): void {
  rooms.noticeChange(room, {
    ...{ event_id: '$event', type: 'm.room.member', sender: user, state_key: user },
    content: { membership },
  })
}

test('who is in a room is asked once', async () => {
  expect(await rooms.isDirect(room)).toBe(true)
  expect(await rooms.isEmpty(room)).toBe(false)
  expect([...(await rooms.membersOf(room))]).toContain(anna)
  expect(timesAsked()).toBe(1)
})

test('who came or went while the server left something out counts', async () => {
  expect(await rooms.isDirect(room)).toBe(true)
  present.push(ben)
  rooms.noticeGap(room)
  expect(await rooms.isDirect(room)).toBe(false)
})

test('who comes and goes counts at once', async () => {
  expect(await rooms.isDirect(room)).toBe(true)
  present.push(ben)
  hears(ben, 'join')
  expect(await rooms.isDirect(room)).toBe(false)
  present.pop()
  hears(ben, 'leave')
  expect(await rooms.isDirect(room)).toBe(true)
  expect(timesAsked()).toBe(3)
})

test('who comes while the members are on their way is not missed', async () => {
  const asking = rooms.isDirect(room)
  hears(ben, 'join')
  await asking
  present.push(ben)
  expect(await rooms.isDirect(room)).toBe(false)
})
