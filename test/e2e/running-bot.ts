import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { liveHeap } from '../support/live-heap.ts'
import { noteLog, readable } from '../support/privacy-watch.ts'
import type { Account } from './register-account.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The program itself, as an operator starts it, in a process of its own. */
export interface RunningBot extends AsyncDisposable {
  readonly userId: string
  readonly folder: string
  /** What it has told the operator so far. */
  log(): string
  /** How much of its memory is in use, in bytes; it must have been started to tell that. */
  liveHeap(): Promise<number>
  /** Resolves when it has told something. */
  tells(what: RegExp): Promise<void>
  /** Starts it again, with a new access token where there is one, without waiting until it answers. */
  start(accessToken?: string): void
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>
  /** Ends it as an operator does; gives its exit code. */
  stop(): Promise<number | null>
}

export interface BotSettings {
  readonly homeserver: string
  readonly account: Account
  readonly invitesFrom?: readonly string[]
  readonly encryption?: boolean
  readonly catchUp?: string
  /** Questions that one person may ask; many where absent, as tests ask faster than people. */
  readonly perAsker?: string
  /** Further variables of its environment. */
  readonly env?: Readonly<Record<string, string>>
}

/** Starts the bot for an account and waits until it answers; disposing of it ends it and removes its folder. */
export async function startBot({ homeserver, account, ...settings }: BotSettings): Promise<RunningBot> {
  const { invitesFrom, encryption = true, catchUp = '10min', perAsker = '9999/min' } = settings
  const folder = await mkdtemp(join(tmpdir(), 'messenger-guide-'))
  const config = join(folder, 'config.yaml')
  const server = account.userId.slice(account.userId.indexOf(':') + 1)
  const matrix = { homeserver, invitesFrom: invitesFrom ?? [server], encryption }
  const limits = { perAsker, perPlace: '9999/min', catchUp }
  await writeFile(
    config,
    `state: ./state\nlog: { level: debug }\nlimits: ${JSON.stringify(limits)}\nmatrix: ${JSON.stringify(matrix)}\n`,
  )
  let log = ''
  let child: ChildProcess | undefined

  const tells = async (what: RegExp) => {
    const deadline = Date.now() + 60_000
    while (!what.test(readable(log))) {
      if (Date.now() > deadline) throw new Error(`The bot never told ${what}. What it told:\n${readable(log)}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const end = async (signal: NodeJS.Signals) => {
    const running = child
    child = undefined
    if (!running || running.exitCode !== null || running.signalCode !== null) return running?.exitCode ?? null
    const exited = once(running, 'exit')
    running.kill(signal)
    return (await exited)[0] as number | null
  }
  const start = (accessToken = account.accessToken) => {
    log = ''
    child = spawn(process.execPath, ['adapters/start.js', 'bot', '--config', config], {
      cwd: root,
      env: { ...process.env, MATRIX_ACCESS_TOKEN: accessToken, ...settings.env },
      stdio: ['ignore', 'inherit', 'pipe'],
    })
    child.stderr?.on('data', (chunk) => {
      log += chunk
    })
    child.once('close', () => noteLog(log))
  }
  await using unready = new AsyncDisposableStack()
  unready.defer(async () => {
    await end('SIGKILL')
    await rm(folder, { recursive: true })
  })
  start()
  await tells(/Answering as/)
  const ready = unready.move()
  return {
    userId: account.userId,
    folder,
    log: () => readable(log),
    liveHeap: () => liveHeap({ kill: (signal) => child?.kill(signal) }, () => log),
    tells,
    start,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  }
}
