import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createMessage } from '../../adapters/discord/message.ts'
import { type Discord, startDiscord } from '../discord/server/start-discord.ts'
import { type BotProcess, settings, startBotProcess, startOfOurs } from './bot-process.ts'
import { median } from './median.ts'
import { usualMessage } from './usual-message.ts'

// Our bot beside a bare bot of the stock library that replies with a constant message of the usual size, each in a process
// of its own and on a fake Discord of its own in this process, taking turns. Measured here: from the gateway event to the request that replies.
const rounds = 5
const questionsInTurn = 40
const interactionsAtOnce = 200
const inTime = 3_000
const questions = [
  'compare signal session',
  'does session have forward secrecy?',
  'signal',
  'recommend linux',
  'explain pfs',
  'quale messenger non chiede il numero di telefono?',
]
const routes = {
  message: 'POST /channels/:channel/messages',
  interaction: 'POST /interactions/:interaction/:token/callback',
}

type Kind = keyof typeof routes

interface Contender {
  readonly process: BotProcess
  readonly ask: (kind: Kind, question: string) => Promise<unknown>
  readonly discord: Discord
  readonly latencies: Readonly<Record<Kind, number[]>>
  readonly slowest: number[]
  readonly memories: number[]
}

/** Started twice, because the first start compiles what later ones find in the cache. */
async function enter(words: (api: string) => Promise<readonly string[]>): Promise<Contender> {
  const discord = await startDiscord({ patience: 20_000 })
  const guild = discord.guild('Privacy')
  const channel = discord.text(guild, 'general')
  const anna = discord.person('anna')
  discord.join(guild, anna)
  const secrets = { DISCORD_TOKEN: discord.token }
  await (await startBotProcess(secrets, await words(discord.api))).stop()
  discord.clock.advance(5_000)
  const process = await startBotProcess(secrets, await words(discord.api))
  const ask = (kind: Kind, question: string) =>
    kind === 'message'
      ? anna.say(channel, `!messenger ${question}`)
      : anna.slash(channel, 'messenger ask', { question })
  return { process, ask, discord, latencies: { message: [], interaction: [] }, slowest: [], memories: [] }
}

async function compete(contenders: readonly Contender[], counts: boolean): Promise<void> {
  for (let index = 0; index < questionsInTurn; index++) {
    for (const kind of Object.keys(routes) as Kind[]) {
      for (const { ask, discord, latencies } of contenders) {
        const start = performance.now()
        const replied = discord.nextRequest(routes[kind])
        await ask(kind, questions[index % questions.length] ?? '')
        if (counts) latencies[kind].push((await replied).at - start)
      }
    }
  }
  for (const contender of contenders) {
    const slowest = await storm(contender)
    if (!counts) continue
    contender.slowest.push(slowest)
    contender.memories.push(contender.process.memory())
  }
}

/** Many interactions within a second; the time of the one that waited longest until it was seen to be answered. */
async function storm({ ask }: Contender): Promise<number> {
  const times: Promise<number>[] = []
  for (let index = 0; index < interactionsAtOnce; index++) {
    const start = performance.now()
    times.push(ask('interaction', questions[index % questions.length] ?? '').then(() => performance.now() - start))
    await sleep(1_000 / interactionsAtOnce - 1)
  }
  return Math.max(...(await Promise.all(times)))
}

function report(ours: Contender, bare: Contender): void {
  const row = (name: string, of: (contender: Contender) => readonly number[], unit: string) => {
    const [mine, its] = [median(of(ours)), median(of(bare))]
    process.stdout.write(`${name.padEnd(36)}${`${mine.toFixed(1)} ${unit}, bare ${its.toFixed(1)} ${unit}`.padEnd(34)}`)
    return { mine, its }
  }
  const verdict = (figure: string, good: boolean, target: string) =>
    process.stdout.write(`${figure.padEnd(14)}${good ? 'meets' : 'MISSES'} ${target}\n`)

  for (const kind of Object.keys(routes) as Kind[]) {
    const latency = row(`median time to the reply, ${kind}s`, ({ latencies }) => latencies[kind], 'ms')
    const added = latency.mine - latency.its
    verdict(`${added.toFixed(2)} ms more`, added <= 3, 'at most 3 ms more')
  }
  const { mine } = row(`slowest of ${interactionsAtOnce} within a second`, ({ slowest }) => slowest, 'ms')
  verdict(`${mine.toFixed(0)} ms`, Math.max(...ours.slowest) < inTime, 'all in 3 s')
  const memory = row('resident memory', ({ memories }) => memories, 'MiB')
  verdict(`${(memory.mine / memory.its).toFixed(2)} x`, memory.mine / memory.its <= 1.3, 'at most 1.3 x')
}

const folder = await mkdtemp(join(tmpdir(), 'messenger-guide-bench-'))
try {
  const ours = await enter(async (api) => {
    const config = join(folder, 'guide.yaml')
    const limits = { perAsker: '999999/s', perPlace: '999999/s' }
    await writeFile(config, JSON.stringify({ discord: { api }, limits }))
    return [...startOfOurs, '--config', config]
  })
  const script = fileURLToPath(new URL('discord/bare.ts', import.meta.url))
  const reply = join(folder, 'reply.json')
  const message = usualMessage(questions, (answer, bot) => createMessage(answer, { offers: bot.offers(answer) }))
  await writeFile(reply, JSON.stringify(message))
  const bare = await enter(async (api) => [...settings, script, api, reply])
  for (let round = -1; round < rounds; round++) await compete(round % 2 === 0 ? [ours, bare] : [bare, ours], round >= 0)
  report(ours, bare)
  for (const { process, discord } of [ours, bare]) {
    await process.stop()
    await discord.close()
  }
} finally {
  await rm(folder, { recursive: true })
}
