import { MatrixClient } from 'matrix-bot-sdk'
import { expect, test } from 'vitest'
import { createPinnedEvents } from '../../adapters/matrix/pinned-events.ts'
import { createPlatform } from '../../adapters/matrix/platform.ts'
import { createRooms } from '../../adapters/matrix/rooms.ts'
import type { Tools } from '../../adapters/matrix/tools.ts'
import { createBot, openState } from '../../src/index.ts'
import { realContent } from '../support/guide.ts'

const place = { platform: 'matrix', id: '!room:example.org' }

/** A bot that keeps a card pinned in a room of which the server says but that. */
function openRoom(refusal: { readonly statusCode: number; readonly errcode: string }) {
  const state = openState()
  state.keepPin(place, { subject: 'card signal', command: 'signal', cause: '$1', status: 'up', message: '$card' })
  const client = new MatrixClient('http://localhost', 'token')
  client.doRequest = async () => {
    throw Object.assign(new Error(refusal.errcode), refusal)
  }
  const patience = { signal: new AbortController().signal }
  const rooms = createRooms(client, patience)
  const pinnedEvents = createPinnedEvents(client, patience, () => undefined)
  const me = { userId: '@guide:example.org', name: 'Guide' }
  const bot = createBot({ content: realContent(), state })
  return { bot, state, platform: createPlatform({ bot, client, rooms, pinnedEvents, patience, me } as Tools) }
}

test.each([
  { statusCode: 403, errcode: 'M_FORBIDDEN' },
  { statusCode: 404, errcode: 'M_NOT_FOUND' },
])('the cards of a room that the bot is no longer in are forgotten: $errcode', async (refusal) => {
  const { bot, state, platform } = openRoom(refusal)
  await bot.keepPins(platform, 'all')
  expect(state.pins(place)).toEqual([])
})

test('those of a room that the server says something else of are kept', async () => {
  const { bot, state, platform } = openRoom({ statusCode: 400, errcode: 'M_UNRECOGNIZED' })
  await expect(bot.keepPins(platform, 'all')).rejects.toThrow('pinned cards')
  expect(state.pins(place)).toHaveLength(1)
})
