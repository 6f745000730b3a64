import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { root } from '../support/guide.ts'
import { keepPrivate, noteLog } from '../support/privacy-watch.ts'
import { startDiscord } from './server/start-discord.ts'

/** A Discord, and the program that an operator runs there. */
export async function openProgram(sections = '') {
  const discord = await startDiscord({ patience: 20_000 })
  keepPrivate(discord.token)
  const guild = discord.guild('Privacy')
  const channel = discord.text(guild, 'general')
  const anna = discord.person('anna')
  discord.join(guild, anna)
  const folder = await mkdtemp(join(tmpdir(), 'messenger-guide-'))
  const config = join(folder, 'guide.yaml')
  writeFileSync(config, `discord:\n  api: ${discord.api}\nlog: { level: debug }\n${sections}`)
  const run = (env: Readonly<Record<string, string>> = {}) => {
    discord.clock.advance(5000)
    const child = spawn(process.execPath, [join(root, 'adapters/start.js'), 'bot', '--config', config], {
      env: { ...process.env, DISCORD_TOKEN: discord.token, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const told: string[] = []
    const lines = createInterface(child.stderr).on('line', (line) => {
      noteLog(line)
      told.push(line)
    })
    /** The fields of the first line of the log that says something, once it has been written. */
    const tells = (what: RegExp) =>
      new Promise<Readonly<Record<string, unknown>>>((resolve) => {
        const look = () => {
          const line = told.find((line) => what.test(line))
          if (line === undefined) return
          lines.off('line', look)
          resolve(JSON.parse(line).properties)
        }
        lines.on('line', look)
        look()
      })
    const answers = tells(/Answering as/)
    const ended = once(child, 'close').then(([code]) => code as number | null)
    onTestFinished(() => void child.kill('SIGKILL'))
    return { child, told, tells, answers, ended }
  }
  onTestFinished(async () => {
    await discord.close()
    await rm(folder, { recursive: true })
  })
  return { discord, guild, folder, channel, anna, run }
}
