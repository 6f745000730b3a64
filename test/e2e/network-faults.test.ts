import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Network } from '../support/network.ts'
import { type Asker, startAsker } from './asker.ts'
import { askEverywhere, type Everywhere } from './everywhere.ts'
import { type Homeserver, startHomeserver } from './homeserver.ts'
import { openWholeGuide, ready, type WholeGuide } from './whole-guide.ts'

let homeserver: Homeserver
let anna: Asker
let whole: WholeGuide
let everywhere: Everywhere

beforeAll(async () => {
  homeserver = await startHomeserver()
  anna = await startAsker(homeserver, 'Anna')
  whole = await openWholeGuide({ homeserver, heartbeat: 2_000 })
  await whole.start()
  everywhere = askEverywhere(anna, whole)
  await everywhere.open()
})

afterAll(async () => {
  await whole?.[Symbol.asyncDispose]()
  await anna?.stop()
  await homeserver?.stop()
})

/** Has both networks do something. */
function both(act: (network: Network) => void): void {
  for (const network of Object.values(whole.networks)) act(network)
}

test('a network on which everything takes seconds: each answer comes, once', async () => {
  both((network) => network.slow({ latency: 2_000 }))
  await everywhere.ask('briar')
  await everywhere.expectOneAnswerEach()
  both((network) => network.heal())
})

test('a network on which everything trickles: each answer comes, once', async () => {
  both((network) => network.slow({ bytesPerSecond: 4_000 }))
  await everywhere.ask('session')
  await everywhere.expectOneAnswerEach()
  both((network) => network.heal())
})

test('servers that refuse connections: the operator sees it, and what is asked meanwhile is answered afterwards', async () => {
  both((network) => network.refuse())
  await everywhere.ask('molly')
  await whole.guide.tells(/does not answer \(.*ECONNREFUSED/)
  const isDown = { ready: false, reason: expect.any(String) }
  await expect
    .poll(whole.readiness, { timeout: 20_000 })
    .toEqual({ status: 503, platforms: { matrix: isDown, discord: isDown } })
  await everywhere.ask('simplex')
  both((network) => network.heal())
  await everywhere.expectOneAnswerEach()
  expect(await whole.readiness()).toEqual(ready)
})

test('a network that stands still for a while: what is asked meanwhile is answered afterwards', async () => {
  both((network) => network.stall())
  await everywhere.ask('element')
  await sleep(8_000)
  await everywhere.ask('explain pfs')
  both((network) => network.heal())
  await everywhere.expectOneAnswerEach()
})

test('connections of which the other end knows nothing any more: the bot notices and connects anew', async () => {
  both((network) => network.forget())
  await everywhere.ask('criteria')
  await sleep(2_000)
  await everywhere.ask('links briar')
  await everywhere.expectOneAnswerEach(110_000)
  expect(await whole.readiness()).toEqual(ready)
})
