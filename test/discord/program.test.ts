import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { root } from '../support/guide.ts'
import { startDiscord } from './server/start-discord.ts'

const sendRoute = 'POST /channels/:channel/messages'

/** After this time Discord no longer tells that a message is the same, in milliseconds. */
const nonceLife = 360_000

/** A Discord, and the program that an operator runs there. */
async function openProgram(sections = '') {
  const discord = await startDiscord({ patience: 20_000 })
  const guild = discord.guild('Privacy')
  const channel = discord.text(guild, 'general')
  const anna = discord.person('anna')
  discord.join(guild, anna)
  const folder = await mkdtemp(join(tmpdir(), 'messenger-guide-'))
  const config = join(folder, 'guide.yaml')
  writeFileSync(config, `discord:\n  api: ${discord.api}\n${sections}`)
  const run = (env: Readonly<Record<string, string>> = {}) => {
    discord.clock.advance(5000)
    const child = spawn(process.execPath, [join(root, 'adapters/start.js'), 'bot', '--config', config], {
      env: { ...process.env, DISCORD_TOKEN: discord.token, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const told: string[] = []
    const answers = new Promise<void>((resolve) => {
      createInterface(child.stderr).on('line', (line) => {
        told.push(line)
        if (line.includes('Answering as')) resolve()
      })
    })
    const ended = once(child, 'close').then(([code]) => code as number | null)
    onTestFinished(() => void child.kill('SIGKILL'))
    return { child, told, answers, ended }
  }
  onTestFinished(async () => {
    await discord.close()
    await rm(folder, { recursive: true })
  })
  return { discord, channel, anna, run }
}

test('killed before answers could be sent, it gives them after the next start, in direct messages too', async () => {
  const { discord, channel, anna, run } = await openProgram()
  const direct = discord.direct(anna)
  const first = run()
  await first.answers
  for (let times = 0; times < 40; times++) discord.faults.fail(sendRoute, 500)
  anna.post(channel, '!messenger signal')
  anna.post(direct, 'signal')
  // What was heard before a command is answered is in hand by then.
  await anna.slash(channel, 'messenger help')
  first.child.kill('SIGKILL')
  await first.ended
  discord.faults.heal(sendRoute)
  const answers = Promise.all([anna.next(channel), anna.next(direct)])
  const second = run()
  for (const { message } of await answers) expect(message.replyTo?.content).toContain('signal')
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
})

test('killed with more in hand than it would look for, and again while starting, it answers all of it', async () => {
  const { discord, channel, anna, run } = await openProgram()
  const direct = discord.direct(anna)
  const first = run()
  await first.answers
  const { release } = discord.faults.hold(sendRoute)
  const asked = Array.from({ length: 25 }, () => anna.post(channel, '!messenger explain metadata'))
  const privately = anna.post(direct, 'signal')
  await anna.slash(channel, 'messenger help')
  first.child.kill('SIGKILL')
  await first.ended
  const interrupted = run()
  await interrupted.answers
  interrupted.child.kill('SIGKILL')
  await interrupted.ended
  const third = run()
  await third.answers
  release()
  third.child.kill('SIGTERM')
  expect(await third.ended).toBe(0)
  const answers = [...anna.sees(channel), ...anna.sees(direct)].flatMap(({ message }) => message.replyTo ?? [])
  expect(answers).toHaveLength(26)
  expect(new Set(answers)).toEqual(new Set([...asked, privately]))
})

test('killed before it learnt that an answer had arrived, it does not say it again, however much later', async () => {
  const { discord, channel, anna, run } = await openProgram()
  const first = run()
  await first.answers
  const { release, reached } = discord.faults.hold(sendRoute)
  const question = anna.post(channel, '!messenger signal')
  await reached
  first.child.kill('SIGKILL')
  await first.ended
  const arrived = anna.next(channel)
  release()
  await arrived
  discord.clock.advance(nonceLife)
  const second = run()
  await second.answers
  await anna.say(channel, '!messenger session')
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
  expect(anna.sees(channel).filter(({ message }) => message.replyTo === question)).toHaveLength(1)
})

test('a wrong token is one line and exit code 2, whatever else runs', async () => {
  const { run } = await openProgram('matrix:\n  homeserver: http://127.0.0.1:1\n')
  const { told, ended } = run({ DISCORD_TOKEN: 'wrong', MATRIX_ACCESS_TOKEN: 'x' })
  expect(await ended).toBe(2)
  expect(told.at(-1)).toMatch(/^Discord does not know the token in DISCORD_TOKEN\./)
  expect(told.filter((line) => line.startsWith('    at '))).toEqual([])
})

test('a section without its secret is one line and exit code 2', async () => {
  const { run } = await openProgram()
  const { told, ended } = run({ DISCORD_TOKEN: '' })
  expect(await ended).toBe(2)
  expect(told).toEqual([expect.stringMatching(/^DISCORD_TOKEN is not set\./)])
})
