import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { startOfOurs } from '../bench/bot-process.ts'
import { root } from './guide.ts'

/** The bot as `npm run bot` starts it, in a process of its own that can be started again. */
export interface GuideProcess extends AsyncDisposable {
  /** The id of the process that runs; undefined while none does. */
  pid(): number | undefined
  /** Starts it, without waiting until it answers. */
  start(): void
  /** Resolves when it has told the operator something since it was started last, so often. */
  tells(what: RegExp, times?: number): Promise<void>
  /** How many lines it told that contain something, since it was made. */
  told(what: RegExp): number
  /** Ends it by a signal and gives its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>
  /** Waits until it ends by itself and gives its exit code. */
  ended(): Promise<number | null>
}

/** What such a process is made of. */
export interface GuideProcessOptions {
  readonly config: string
  readonly secrets: Readonly<Record<string, string>>
  /** Gives the words that start a command line elsewhere, such as on a disk of its own. */
  readonly seenBy?: (words: readonly string[]) => readonly string[]
  /** A file for what it tells. */
  readonly log?: string | undefined
}

/** How long it is waited for a line, in milliseconds: less than a test may last, which then says what was told instead. */
const patience = 60_000

/** Makes a process of the bot, which is not started yet. */
export function createGuideProcess({ config, secrets, seenBy, log }: GuideProcessOptions): GuideProcess {
  const lines: string[] = []
  let child: ChildProcess | undefined
  let linesBefore = 0
  let exit: Promise<number | null> = Promise.resolve(null)
  // A test that is given up does not clear away.
  process.once('exit', () => child?.kill('SIGKILL'))
  const hasEnded = () => child === undefined || child.exitCode !== null || child.signalCode !== null
  const guide: GuideProcess = {
    pid: () => (hasEnded() ? undefined : child?.pid),
    told: (what) => lines.filter((line) => what.test(line)).length,
    tells: async (what, times = 1) => {
      const latest = Date.now() + patience
      while (lines.slice(linesBefore).filter((line) => what.test(line)).length < times) {
        if (Date.now() > latest || hasEnded())
          throw new Error(`The bot never told ${what}. What it told:\n${lines.slice(linesBefore).join('\n')}`)
        await sleep(20)
      }
    },
    ended: () => exit,
    end: async (signal) => {
      if (!hasEnded()) child?.kill(signal)
      return exit
    },
    start: () => {
      linesBefore = lines.length
      const ours = [process.execPath, ...startOfOurs, '--config', config]
      const [command = '', ...words] = seenBy ? seenBy(ours) : ours
      child = spawn(command, words, {
        cwd: root,
        env: { ...process.env, ...secrets },
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      const told = createInterface(child.stderr as Readable).on('line', (line) => {
        lines.push(line)
        if (log !== undefined) appendFileSync(log, `${line}\n`)
      })
      exit = Promise.all([once(child, 'exit'), once(told, 'close')]).then(([[code]]) => code as number | null)
    },
    [Symbol.asyncDispose]: async () => void (await guide.end('SIGKILL')),
  }
  return guide
}
