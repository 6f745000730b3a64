import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Discord, startDiscord } from '../discord/server/start-discord.ts'
import { createGuideProcess, type GuideProcess } from '../support/guide-process.ts'
import { type Network, openNetwork } from '../support/network.ts'
import type { Homeserver } from './homeserver.ts'
import type { OwnDisk } from './own-disk.ts'

/** The bot on both platforms, with a network before each; it is not started yet. */
export interface WholeGuide extends AsyncDisposable {
  readonly discord: Discord
  readonly networks: { readonly matrix: Network; readonly discord: Network }
  readonly guide: GuideProcess
  /** The bot's user id on Matrix. */
  readonly userId: string
  /** The folder of its state. */
  readonly state: string
  /** Where it tells of its health. */
  readonly health: string
  /** What it says there about being ready. */
  readiness(): Promise<Readiness>
  /** Starts it and waits until it answers on both. */
  start(): Promise<void>
}

/** Whether each platform is ready, and the reasons why not. */
export interface Readiness {
  readonly status: number
  readonly platforms: Readonly<Record<string, { readonly ready: boolean; readonly reason?: string }>>
}

/** On both platforms, as it should be. */
export const ready: Readiness = { status: 200, platforms: { matrix: { ready: true }, discord: { ready: true } } }

export interface WholeGuideOptions {
  readonly homeserver: Homeserver
  readonly limits?: Readonly<Record<string, string>>
  /** A folder of content beside that of the program. */
  readonly content?: string
  /** The disk that holds its state. */
  readonly disk?: OwnDisk
  /** Gives the words that start it elsewhere, such as where names mean something else. */
  readonly seenBy?: OwnDisk['seenBy']
  /** Changes the addresses that it is told. */
  readonly told?: (address: string) => string
  /** After how many milliseconds a connection to Discord must give a sign of life. */
  readonly heartbeat?: number
  /** A file for what it tells the operator. */
  readonly log?: string
}

const manyQuestions = { perAsker: '9999/min', perPlace: '9999/min' }

/** Makes the bot an account on the homeserver, and a Discord. */
export async function openWholeGuide({
  homeserver,
  limits = manyQuestions,
  content,
  disk,
  seenBy = disk?.seenBy,
  told = (address) => address,
  log,
  ...behaviour
}: WholeGuideOptions): Promise<WholeGuide> {
  await using open = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'messenger-guide-'))
  open.defer(() => rm(folder, { recursive: true }))
  const lay = async (address: string) => open.adopt(await openNetwork(address), ({ stop }) => stop())
  const matrix = await lay(homeserver.url)
  const toDiscord = Promise.withResolvers<Network>()
  const behind = async (address: string) => {
    toDiscord.resolve(await lay(address))
    return told((await toDiscord.promise).url)
  }
  const discord = open.adopt(await startDiscord({ patience: 20_000, behind, ...behaviour }), ({ close }) => close())
  const account = await homeserver.register('Guide')
  const [config, state] = [join(folder, 'guide.yaml'), join(disk?.folder ?? folder, 'state')]
  const health = { host: '127.0.0.1', port: await freePort() }
  const address = `http://${health.host}:${health.port}`
  const settings = {
    ...{ state, limits, health, ...(content === undefined ? {} : { content }) },
    matrix: { homeserver: told(matrix.url), invitesFrom: [account.userId.slice(account.userId.indexOf(':') + 1)] },
    discord: { api: discord.api },
  }
  writeFileSync(config, JSON.stringify(settings))
  const secrets = { MATRIX_ACCESS_TOKEN: account.accessToken, DISCORD_TOKEN: discord.token }
  const guide = open.use(createGuideProcess({ config, secrets, log, ...(seenBy ? { seenBy } : {}) }))
  const all = open.move()
  return {
    ...{ discord, guide, state, userId: account.userId },
    networks: { matrix, discord: await toDiscord.promise },
    health: address,
    readiness: async () => {
      const response = await fetch(`${address}/readyz`)
      return { status: response.status, platforms: (await response.json()) as Readiness['platforms'] }
    },
    start: async () => {
      guide.start()
      await guide.tells(/Answering as/, 2)
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
