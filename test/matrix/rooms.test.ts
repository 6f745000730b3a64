import fc from 'fast-check'
import type { MatrixClient } from 'matrix-bot-sdk'
import { describe, expect, test } from 'vitest'
import type { MatrixEvent } from '../../adapters/matrix/event.ts'
import { createRooms } from '../../adapters/matrix/rooms.ts'

const room = '!room:example.org'
const anna = '@anna:example.org'
const ben = '@ben:example.org'
const guide = '@guide:example.org'

interface Server {
  state?: readonly MatrixEvent[]
  joined?: readonly string[]
}

/** Rooms as a server knows them, which may change; `asked` counts the questions it was asked. */
function roomsOf(server: Server) {
  const asked: string[] = []
  const doRequest = async (method: string, path: string) => {
    asked.push(path)
    const base = `/_matrix/client/v3/rooms/${encodeURIComponent(room)}`
    if (method === 'GET' && path === `${base}/state` && server.state) return server.state
    if (method === 'GET' && path === `${base}/joined_members` && server.joined)
      return { joined: Object.fromEntries(server.joined.map((user) => [user, {}])) }
    throw Object.assign(new Error('M_FORBIDDEN: not in the room'), { statusCode: 403, errcode: 'M_FORBIDDEN' })
  }
  const rooms = createRooms({ doRequest } as unknown as MatrixClient, { signal: new AbortController().signal })
  return { rooms, asked }
}

const stateEvent = (type: string, content: object, sender = anna, state_key = ''): MatrixEvent => ({
  ...{ event_id: `$${type}`, type, sender, state_key },
  content: content as MatrixEvent['content'],
})
const madeBy = (sender: string, content: object = {}) =>
  stateEvent('m.room.create', { room_version: '11', ...content }, sender)
const levels = (content: object) => stateEvent('m.room.power_levels', content)

/** What somebody may do in a room of this state. */
async function rights(user: string, ...state: readonly MatrixEvent[]): Promise<string> {
  const { rooms } = roomsOf({ state })
  const may = await Promise.all((['pin', 'redact'] as const).map((what) => rooms.may(room, user, what)))
  return ['pin', 'redact'].filter((_, index) => may[index]).join(' and ')
}

describe('who moderates', () => {
  test('is who has the level that the room asks for', async () => {
    const content = { users: { [anna]: 40, [ben]: 39 }, events: { 'm.room.pinned_events': 40 }, redact: 39 }
    expect(await rights(anna, madeBy(guide), levels(content))).toBe('pin and redact')
    expect(await rights(ben, madeBy(guide), levels(content))).toBe('redact')
    expect(await rights('@eve:example.org', madeBy(guide), levels(content))).toBe('')
  })

  test('needs 50 where the room does not say', async () => {
    const content = { users: { [anna]: 50, [ben]: 49 } }
    expect(await rights(anna, madeBy(guide), levels(content))).toBe('pin and redact')
    expect(await rights(ben, madeBy(guide), levels(content))).toBe('')
    expect(await rights(guide, madeBy(guide), levels(content))).toBe('')
  })

  test('pins as the room has it for state in general', async () => {
    expect(await rights(ben, madeBy(anna), levels({ state_default: 0 }))).toBe('pin')
    expect(await rights(ben, madeBy(anna), levels({ state_default: 0, events: { 'm.room.pinned_events': 1 } }))).toBe(
      '',
    )
  })

  test('is everybody where the room raises everybody', async () => {
    expect(await rights(ben, madeBy(anna), levels({ users_default: 50 }))).toBe('pin and redact')
    expect(await rights(ben, madeBy(anna), levels({ users_default: 50, users: { [ben]: 0 } }))).toBe('')
  })

  test('is told by levels written as text, as old rooms have them', async () => {
    const content = { users: { [anna]: '50', [ben]: '9' }, redact: '50', state_default: '50' }
    expect(await rights(anna, madeBy(guide), levels(content))).toBe('pin and redact')
    expect(await rights(ben, madeBy(guide), levels(content))).toBe('')
  })

  test('in a room without levels is who made it', async () => {
    expect(await rights(anna, madeBy(anna))).toBe('pin and redact')
    expect(await rights(ben, madeBy(anna))).toBe('')
    expect(await rights(ben)).toBe('')
  })

  test('is told by the levels of the room, not by a namesake event', async () => {
    const namesake = stateEvent('m.room.power_levels', { users: { [ben]: 100 } }, ben, 'other')
    expect(await rights(ben, madeBy(anna), namesake, levels({}))).toBe('')
  })
})

describe('what the bot lacks to pin its messages', () => {
  const lacked = (content: object, type = 'm.room.message') =>
    roomsOf({ state: [madeBy(anna), levels(content)] }).rooms.levelLacked(room, guide, type)

  test('is the level that pinning takes, or sending if that takes more', async () => {
    expect(await lacked({})).toBe(50)
    expect(await lacked({ users: { [guide]: 49 }, events: { 'm.room.pinned_events': 40 } })).toBeUndefined()
    expect(await lacked({ events: { 'm.room.pinned_events': 40, 'm.room.message': 60 } })).toBe(60)
    expect(await lacked({ users: { [guide]: 50 }, events_default: 51 })).toBe(51)
    const announcements = { users: { [guide]: 50 }, events: { 'm.room.message': 100 } }
    expect(await lacked(announcements, 'm.room.encrypted')).toBeUndefined()
  })
})

describe('whoever made a room of version 12', () => {
  const made = madeBy(anna, { room_version: '12', additional_creators: [ben] })

  test('is above all levels', async () => {
    const content = { users: { [guide]: 100 }, redact: 1_000_000, state_default: 1_000_000 }
    expect(await rights(anna, made, levels(content))).toBe('pin and redact')
    expect(await rights(ben, made, levels(content))).toBe('pin and redact')
    expect(await rights(guide, made, levels(content))).toBe('')
  })

  test('may be somebody in versions to come, but was nobody before', async () => {
    expect(await rights(ben, { ...made, content: { ...made.content, room_version: '13' } }, levels({}))).toContain(
      'pin',
    )
    expect(await rights(ben, { ...made, content: { ...made.content, room_version: '11' } }, levels({}))).toBe('')
  })
})

test('whatever a room says of itself, somebody without a level does not moderate it', async () => {
  const levelsOf = fc.record(
    { users: fc.dictionary(fc.constantFrom(anna, guide), fc.jsonValue()), notifications: fc.jsonValue() },
    { requiredKeys: [] },
  )
  const versions = fc.oneof(fc.constantFrom('1', '11', '12', 'org.example.12'), fc.jsonValue())
  await fc.assert(
    fc.asyncProperty(levelsOf, versions, fc.jsonValue(), async (content, room_version, additional_creators) => {
      fc.pre(!JSON.stringify(additional_creators).includes(ben))
      expect(await rights(ben, madeBy(anna, { room_version, additional_creators }), levels(content))).toBe('')
    }),
  )
})

test('whatever its levels are, nothing breaks', async () => {
  const keys = ['users', 'events', 'users_default', 'state_default', 'redact']
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), async (content) => {
      expect(['', 'pin', 'redact', 'pin and redact']).toContain(await rights(ben, madeBy(anna), levels(content)))
    }),
  )
})

describe('members', () => {
  test('tell whether the bot is with one person, or alone', async () => {
    const { rooms } = roomsOf({ joined: [guide, anna] })
    expect([await rooms.isDirect(room), await rooms.isEmpty(room)]).toEqual([true, false])
    const shared = roomsOf({ joined: [guide, anna, ben] }).rooms
    expect([await shared.isDirect(room), await shared.isEmpty(room)]).toEqual([false, false])
    expect(await roomsOf({ joined: [guide] }).rooms.isEmpty(room)).toBe(true)
  })

  test('are asked for once, and again when they change', async () => {
    const server: Server = { joined: [guide, anna] }
    const { rooms, asked } = roomsOf(server)
    await Promise.all([rooms.isDirect(room), rooms.isEmpty(room), rooms.isDirect(room)])
    expect(asked).toHaveLength(1)
    server.joined = [guide, anna, ben]
    rooms.noticeChange(room, stateEvent('m.room.topic', {}))
    expect(await rooms.isDirect(room)).toBe(true)
    rooms.noticeChange(room, stateEvent('m.room.member', { membership: 'join' }, ben, ben))
    expect(await rooms.isDirect(room)).toBe(false)
    expect(asked).toHaveLength(2)
  })
})

test('levels are asked for again when they change, and after the server refused', async () => {
  const server: Server = {}
  const { rooms, asked } = roomsOf(server)
  await expect(rooms.may(room, ben, 'pin')).rejects.toMatchObject({ statusCode: 403 })
  server.state = [madeBy(anna), levels({})]
  expect(await rooms.may(room, ben, 'pin')).toBe(false)
  server.state = [madeBy(anna), levels({ users: { [ben]: 50 } })]
  rooms.noticeChange(room, levels({}))
  expect(await rooms.may(room, ben, 'pin')).toBe(true)
  expect(asked).toHaveLength(3)
})
