import { once } from 'node:events'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Discord, startDiscord } from '../discord/server/start-discord.ts'
import { type Homeserver, startHomeserver } from '../e2e/homeserver.ts'
import { fixture } from '../support/guide.ts'
import { type Network, openNetwork } from '../support/network.ts'
import { createGuideProcess, type GuideProcess } from './guide-process.ts'
import type { Platform, Rules } from './ledger.ts'

/** The bot on both platforms, with a network before each. */
export interface Stage extends AsyncDisposable {
  readonly homeserver: Homeserver
  readonly discord: Discord
  readonly networks: Readonly<Record<Platform, Network>>
  readonly guide: GuideProcess
  /** The bot's user id on Matrix. */
  readonly userId: string
  readonly state: string
  readonly metrics: string
  /** Changes the operator's own content. */
  changeContent(): void
}

/** A file of that content. */
const sentences = 'locales/en/facts/threema.yaml'

/** Starts everything, but not yet the bot. */
export async function openStage(rules: Rules, heartbeat: number, log: string): Promise<Stage> {
  await using open = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'messenger-guide-soak-'))
  open.defer(() => rm(folder, { recursive: true }))
  const homeserver = open.adopt(await startHomeserver(), ({ stop }) => stop())
  const lay = async (address: string) => open.adopt(await openNetwork(address), ({ stop }) => stop())
  const matrix = await lay(homeserver.url)
  const before = Promise.withResolvers<Network>()
  const behind = async (address: string) => {
    before.resolve(await lay(address))
    return (await before.promise).url
  }
  const discord = open.adopt(await startDiscord({ patience: 20_000, heartbeat, behind }), ({ close }) =>
    close().catch((error) => void process.stderr.write(`${error}\n`)),
  )
  const account = await homeserver.register('Guide')
  const health = { host: '127.0.0.1', port: await freePort() }
  const config = join(folder, 'guide.yaml')
  const content = join(folder, 'content')
  cpSync(fixture('operator'), content, { recursive: true })
  const settings = {
    ...{ state: './state', content: './content' },
    limits: { perAsker: `${rules.perAsker}/min`, perPlace: '9999/min', catchUp: `${rules.catchUp / 1_000}s` },
    matrix: { homeserver: matrix.url, invitesFrom: [account.userId.slice(account.userId.indexOf(':') + 1)] },
    discord: { api: discord.api },
  }
  writeFileSync(config, JSON.stringify(settings))
  const secrets = { MATRIX_ACCESS_TOKEN: account.accessToken, DISCORD_TOKEN: discord.token }
  const guide = open.use(createGuideProcess(config, secrets, log))
  let changes = 0
  const all = open.move()
  return {
    ...{ homeserver, discord, guide, userId: account.userId, state: join(folder, 'state') },
    networks: { matrix, discord: await before.promise },
    metrics: `http://${health.host}:${health.port}/metrics`,
    changeContent: () => {
      writeFileSync(
        join(content, sentences),
        `# Change ${++changes}\n${readFileSync(fixture(`operator/${sentences}`), 'utf8')}`,
      )
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
