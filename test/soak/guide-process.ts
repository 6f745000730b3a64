import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { startOfOurs } from '../bench/bot-process.ts'
import { root } from '../support/guide.ts'

/** The bot as `npm run bot` starts it, in a process of its own that can be started again. */
export interface GuideProcess extends AsyncDisposable {
  /** The id of the process that runs; undefined while none does. */
  pid(): number | undefined
  /** Starts it and waits until every platform is answered on. */
  start(): Promise<void>
  /** Ends it by a signal and gives its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>
  /** How many lines it told the operator that contain something. */
  told(what: RegExp): number
}

/** Makes such a process of a configuration; what it tells goes into a file. */
export function createGuideProcess(
  config: string,
  secrets: Readonly<Record<string, string>>,
  logFile: string,
): GuideProcess {
  const lines: string[] = []
  const log = createWriteStream(logFile)
  let child: ChildProcess | undefined
  const told = (what: RegExp) => lines.filter((line) => what.test(line)).length
  const end = async (signal: NodeJS.Signals) => {
    const running = child
    child = undefined
    if (!running || running.exitCode !== null || running.signalCode !== null) return running?.exitCode ?? null
    const exited = once(running, 'exit')
    running.kill(signal)
    return (await exited)[0] as number | null
  }
  return {
    pid: () => (child?.exitCode === null && child.signalCode === null ? child.pid : undefined),
    told,
    end,
    start: async () => {
      const started = spawn(process.execPath, [...startOfOurs, '--config', config], {
        cwd: root,
        env: { ...process.env, ...secrets },
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      child = started
      const ready = Promise.withResolvers<void>()
      let platforms = 0
      createInterface(started.stderr).on('line', (line) => {
        lines.push(line)
        log.write(`${line}\n`)
        if (line.includes('Answering as') && ++platforms === Object.keys(secrets).length) ready.resolve()
      })
      started.once('exit', (code) =>
        ready.reject(new Error(`The bot ended with ${code}:\n${lines.slice(-5).join('\n')}`)),
      )
      await ready.promise
    },
    [Symbol.asyncDispose]: async () => {
      await end('SIGKILL')
      log.end()
    },
  }
}
