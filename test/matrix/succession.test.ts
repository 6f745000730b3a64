import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { MatrixClient } from 'matrix-bot-sdk'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { placeOf } from '../../adapters/matrix/address.ts'
import { createInvitations } from '../../adapters/matrix/invitations.ts'
import { listen } from '../../adapters/matrix/listening.ts'
import { createRooms } from '../../adapters/matrix/rooms.ts'
import { openStore, type Store } from '../../adapters/matrix/store.ts'
import { createMonitor, unmeasured } from '../../adapters/monitor.ts'
import { createBot, openState } from '../../src/index.ts'
import { realContent } from '../support/guide.ts'

const [old, next, others] = ['!old:example.org', '!next:example.org', '!others:example.org']
const guide = { userId: '@guide:example.org', name: 'Guide' }
const italian = { language: 'it' }

let folder: string
let store: Store
let end: AbortController
beforeEach(() => {
  end = new AbortController()
  folder = mkdtempSync(join(tmpdir(), 'messenger-guide-'))
  store = openStore(folder, guide.userId)
})
afterEach(() => {
  end.abort()
  store.close()
  rmSync(folder, { recursive: true })
})

/** A bot that listens to a server whose rooms say this of themselves; it may join those that are open. */
async function openGuide(states: Readonly<Record<string, Readonly<Record<string, object>>>>, open: string[] = [next]) {
  const state = openState()
  const bot = createBot({ content: realContent(), state })
  const joined: string[] = []
  let [asked, news] = [Promise.withResolvers<void>(), Promise.withResolvers<unknown>()]
  const refuse = () => {
    throw Object.assign(new Error('M_FORBIDDEN'), { statusCode: 403, errcode: 'M_FORBIDDEN' })
  }
  const doRequest = async (method: string, path: string): Promise<unknown> => {
    const [kind, room = '', , type = ''] = path.replace('/_matrix/client/v3/', '').split('/').map(decodeURIComponent)
    if (kind === 'user') return { filter_id: '1' }
    if (kind === 'sync') {
      asked.resolve()
      return news.promise
    }
    if (path.endsWith('/joined_members')) return { joined: { [guide.userId]: {}, '@anna:example.org': {} } }
    if (kind === 'join' && open.includes(room)) {
      joined.push(room)
      return { room_id: room }
    }
    return method === 'GET' ? (states[room]?.[type] ?? refuse()) : refuse()
  }
  const client = { homeserverUrl: 'http://localhost', doRequest } as unknown as MatrixClient
  const patience = { signal: end.signal }
  const tools = {
    ...{ bot, client, store, patience, me: guide, catchUp: 600_000, encryption: undefined },
    ...{ log: () => undefined, fail: () => undefined, monitor: createMonitor(() => undefined, unmeasured) },
    rooms: createRooms(client, patience),
    pinnedEvents: { noticeChange: () => undefined },
    ...{ answering: { attend: () => undefined }, upkeep: { look: () => undefined } },
  }
  const invitations = createInvitations(tools, [])
  listen({ ...tools, invitations } as unknown as Parameters<typeof listen>[0]).catch(() => undefined)
  const give = async (rooms: object) => {
    await asked.promise
    const given = news
    ;[asked, news] = [Promise.withResolvers(), Promise.withResolvers()]
    given.resolve({ next_batch: 's', rooms })
    await asked.promise
    for (let turns = 0; turns < 5; turns++) await setImmediate()
  }
  await give({})
  return {
    ...{ joined, open },
    settings: (room: string) => bot.settings(placeOf(room)),
    choose: (room: string, language: string) => state.changeSettings(placeOf(room), { language }),
    hears: (room: string, event: object) =>
      give({ join: { [room]: { timeline: { events: [{ event_id: '$1', sender: '@anna:example.org', ...event }] } } } }),
    isInvited: (room: string) => {
      const event = { type: 'm.room.member', sender: '@anna:example.org', state_key: guide.userId, content: {} }
      return give({ invite: { [room]: { invite_state: { events: [event] } } } })
    },
  }
}

const tombstone = (to: string) => ({ type: 'm.room.tombstone', content: { replacement_room: to } })
const upgraded = {
  [old]: { 'm.room.tombstone': { replacement_room: next } },
  [next]: { 'm.room.create': { predecessor: { room_id: old } } },
}

test('an upgraded room is followed, with its settings', async () => {
  const room = await openGuide(upgraded)
  room.choose(old, 'it')
  await room.hears(old, { ...tombstone(next), state_key: '' })
  expect(room.joined).toEqual([next])
  expect(room.settings(next)).toEqual(italian)
})

test('to a private room it comes once somebody invites it, with the settings', async () => {
  const room = await openGuide(upgraded, [])
  room.choose(old, 'it')
  await room.hears(old, { ...tombstone(next), state_key: '' })
  expect(room.joined).toEqual([])
  room.open.push(next)
  await room.isInvited(next)
  expect(room.joined).toEqual([next])
  expect(room.settings(next)).toEqual(italian)
})

test('what a room has chosen since stays', async () => {
  const room = await openGuide(upgraded)
  room.choose(old, 'it')
  room.choose(next, 'he')
  await room.hears(old, { ...tombstone(next), state_key: '' })
  expect(room.settings(next)).toEqual({ language: 'he' })
})

test('nobody changes the settings of a room by upgrading another one to it', async () => {
  const room = await openGuide({ ...upgraded, [others]: { 'm.room.create': {} } }, [next, others])
  room.choose(old, 'it')
  await room.hears(old, { ...tombstone(others), state_key: '' })
  expect(room.settings(others)).toEqual({})
})

test('a message that goes by the name of an upgrade is none: anybody may send one', async () => {
  const room = await openGuide(upgraded)
  room.choose(old, 'it')
  await room.hears(old, tombstone(next))
  expect(room.joined).toEqual([])
  expect(room.settings(next)).toEqual({})
})
