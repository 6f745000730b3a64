import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Network } from '../support/network.ts'
import { askEverywhere, type Everywhere } from './everywhere.ts'
import { openStage } from './stage.ts'
import { openWholeGuide, ready, type WholeGuide } from './whole-guide.ts'

const { homeserver, anna } = await openStage()
let whole: WholeGuide
let everywhere: Everywhere

beforeAll(async () => {
  whole = await openWholeGuide({ homeserver, heartbeat: 2_000 })
  await whole.start()
  everywhere = askEverywhere(anna, whole)
  await everywhere.open()
})

afterAll(async () => {
  await whole?.[Symbol.asyncDispose]()
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

test('a name that is not found: the operator is told, and the bot begins once it is', async () => {
  const hosts = join(await mkdtemp(join(tmpdir(), 'messenger-guide-hosts-')), 'hosts')
  await writeFile(hosts, '')
  const withHosts = 'mount --bind "$0" /etc/hosts && exec "$@"'
  await using nameless = await openWholeGuide({
    homeserver,
    told: (address) => address.replace('127.0.0.1', 'servers.test'),
    seenBy: (words) => ['unshare', '--mount', 'sh', '-c', withHosts, hosts, ...words],
  })
  nameless.guide.start()
  for (const platform of ['matrix', 'discord'])
    await nameless.guide.tells(new RegExp(`servers\\.test.* does not answer \\(.*(ENOTFOUND|EAI_AGAIN).*${platform}`))
  await writeFile(hosts, '127.0.0.1 servers.test\n')
  await nameless.guide.tells(/Answering as/, 2)
  await rm(dirname(hosts), { recursive: true })
})

test('a certificate that nobody vouches for: the operator is told, and the bot goes on trying', async () => {
  await using impostor = await openImpostor()
  await using wary = await openWholeGuide({ homeserver, told: () => impostor.url })
  wary.guide.start()
  for (const platform of ['matrix', 'discord'])
    await wary.guide.tells(new RegExp(`${impostor.url}.* does not answer \\(.*self.signed.cert.*${platform}`, 'i'))
  expect(await wary.readiness()).toMatchObject({ status: 503 })
  expect(await wary.guide.end('SIGTERM')).toBe(0)
})

/** A server with a certificate that it signed itself. */
async function openImpostor(): Promise<AsyncDisposable & { readonly url: string }> {
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1']
  const { stdout } = await promisify(execFile)('openssl', [...request, '-keyout', '-', '-out', '-'])
  const server = createServer({ key: stdout, cert: stdout }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
