import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createMessage } from '../../adapters/matrix/message.ts'
import { type Homeserver, startHomeserver } from '../e2e/homeserver.ts'
import type { Account } from '../e2e/register-account.ts'
import { type BotProcess, settings, startBotProcess, startOfOurs } from './bot-process.ts'
import { type Asker, startAsker } from './matrix/asker.ts'
import { measureInbox } from './matrix/inbox.ts'
import { median } from './median.ts'
import { usualMessage } from './usual-message.ts'

// Our bot beside a bare echo bot, on the same fresh Synapse in one run, taking turns so that both meet the same machine.
// Not encrypted, the echo bot is one of the stock SDK; encrypted, of the SDK with our encryption, without an inbox. It
// replies with a message of the usual size, always the same.
const rounds = 5
const questionsInTurn = 40
const rooms = 10
const questionsAtOnce = 200
const questions = [
  'compare signal session',
  'does session have forward secrecy?',
  'signal',
  'recommend linux',
  'explain pfs',
  'quale messenger non chiede il numero di telefono?',
].map((question) => `!messenger ${question}`)

interface Contender {
  readonly process: BotProcess
  readonly rooms: readonly string[]
  readonly latencies: number[]
  readonly rates: number[]
  readonly memories: number[]
}

async function compare(homeserver: Homeserver, folder: string, encrypted: boolean): Promise<void> {
  const { url } = homeserver
  const kind = encrypted ? 'encrypted' : 'plain'
  const keys = encrypted ? join(folder, 'asker') : undefined
  const config = join(folder, `${kind}.yaml`)
  const matrix = { homeserver: url, invitesFrom: ['localhost'], encryption: encrypted }
  const limits = { perAsker: '999999/s', perPlace: '999999/s' }
  await writeFile(config, JSON.stringify({ state: `./ours-${kind}`, limits, matrix }))
  const script = fileURLToPath(new URL(`matrix/echo-${kind}.ts`, import.meta.url))

  await using open = new AsyncDisposableStack()
  const asker = open.adopt(await startAsker(url, await homeserver.register('Asker'), keys), ({ stop }) => stop())
  const enters = async (name: string, words: (account: Account) => readonly string[]) =>
    open.adopt(await enter(asker, await homeserver.register(name), words), ({ process }) => process.stop())
  const ours = await enters('Guide', () => [...startOfOurs, '--config', config])
  const reply = join(folder, 'reply.json')
  await writeFile(reply, JSON.stringify(usualMessage(questions, (answer) => createMessage(answer))))
  const echoes = [...settings, script, url]
  const echo = await enters('Echo', ({ accessToken }) => [...echoes, accessToken, reply, join(folder, 'echo')])
  for (let round = -1; round < rounds; round++) {
    await compete(asker, round % 2 === 0 ? [ours, echo] : [echo, ours], round >= 0)
  }
  await report(kind, ours, echo)
}

/** Started twice, because the first start compiles what later ones find in the cache. */
async function enter(
  asker: Asker,
  account: Account,
  words: (account: Account) => readonly string[],
): Promise<Contender> {
  const secrets = { MATRIX_ACCESS_TOKEN: account.accessToken }
  await (await startBotProcess(secrets, words(account))).stop()
  const process = await startBotProcess(secrets, words(account))
  const opened = await Promise.all(Array.from({ length: rooms }, () => asker.openRoom(account.userId)))
  return { process, rooms: opened, latencies: [], rates: [], memories: [] }
}

async function compete(asker: Asker, contenders: readonly Contender[], counts: boolean): Promise<void> {
  for (let index = 0; index < questionsInTurn; index++) {
    for (const { rooms, latencies } of contenders) {
      const taken = await asker.send(await write(asker, rooms, index))
      if (counts) latencies.push(taken)
    }
  }
  for (const { process, rooms, rates, memories } of contenders) {
    const letters = []
    for (let index = 0; index < questionsAtOnce; index++) letters.push(await write(asker, rooms, index))
    const start = performance.now()
    await Promise.all(letters.map(asker.send))
    if (!counts) continue
    rates.push(questionsAtOnce / ((performance.now() - start) / 1000))
    memories.push(process.memory())
  }
}

function write(asker: Asker, rooms: readonly string[], index: number) {
  return asker.write(rooms[index % rooms.length] ?? '', questions[index % questions.length] ?? '')
}

async function report(kind: string, ours: Contender, echo: Contender): Promise<void> {
  const row = (name: string, of: (contender: Contender) => readonly number[], unit: string) => {
    const [mine, its] = [median(of(ours)), median(of(echo))]
    const figures = `${mine.toFixed(1)} ${unit}, echo ${its.toFixed(1)} ${unit}`
    process.stdout.write(`${kind.padEnd(10)}${name.padEnd(22)}${figures.padEnd(34)}`)
    return { mine, its }
  }
  const verdict = (figure: string, good: boolean, target: string) =>
    process.stdout.write(`${figure.padEnd(12)}${good ? 'meets' : 'MISSES'} ${target}\n`)

  const rate = row('replies per second', ({ rates }) => rates, '/s')
  const share = rate.mine / rate.its
  verdict(`${share.toFixed(2)} x`, share >= 0.95, 'at least 0.95 x')
  const latency = row('median latency', ({ latencies }) => latencies, 'ms')
  const added = latency.mine - latency.its
  verdict(`${added < 0 ? '' : '+'}${added.toFixed(1)} ms`, added <= 5, 'at most 5 ms more')
  const memory = row('resident memory', ({ memories }) => memories, 'MiB')
  const times = memory.mine / memory.its
  verdict(`${times.toFixed(2)} x`, times <= 1.3, 'at most 1.3 x')
  const inbox = await measureInbox()
  const part = ((inbox / latency.mine) * 100).toFixed(1)
  process.stdout.write(
    `${kind.padEnd(10)}the durable inbox takes ${inbox.toFixed(2)} ms of an answer, ${part} % of it\n`,
  )
}

const folder = await mkdtemp(join(tmpdir(), 'messenger-guide-bench-'))
const homeserver = await startHomeserver()
try {
  for (const encrypted of [false, true]) await compare(homeserver, folder, encrypted)
} finally {
  await homeserver.stop()
  await rm(folder, { recursive: true })
}
