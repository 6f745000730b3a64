import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))

/** What follows `node` in `npm run bot`. */
export const startOfOurs: readonly string[] = scripts.bot.split(' ').slice(1)

/** The settings of Node.js in it, which other bots get too, so that only programs differ. */
export const settings = startOfOurs.filter((word) => word.startsWith('--'))

/** A bot in a process of its own. */
export interface BotProcess {
  /** Resident memory in MiB. */
  memory(): number
  stop(): Promise<void>
}

/** Starts a bot and waits until it answers. All of them keep their compiled code in the same cache. */
export async function startBotProcess(
  secrets: Readonly<Record<string, string>>,
  words: readonly string[],
): Promise<BotProcess> {
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: {
      ...process.env,
      ...secrets,
      NODE_COMPILE_CACHE: `${root}/node_modules/.cache/messenger-guide/code`,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let told = ''
  const exited = once(child, 'exit')
  const answers = Promise.withResolvers<void>()
  createInterface(child.stderr).on('line', (line) => {
    told += `${line}\n`
    if (line.includes('Answering as')) answers.resolve()
  })
  void exited.then(() => answers.reject(new Error(`${words.join(' ')} ended:\n${told}`)))
  await answers.promise
  return {
    memory: () => {
      const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
      return Number(resident?.[1]) / 1024
    },
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}
