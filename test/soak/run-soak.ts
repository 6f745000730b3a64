import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describeViolation } from '../discord/server/violations.ts'
import { startHomeserver } from '../e2e/homeserver.ts'
import { openWholeGuide } from '../e2e/whole-guide.ts'
import { createChance } from './chance.ts'
import { openDiscordLoad } from './discord-load.ts'
import { judgeGrowth } from './growth.ts'
import { openLedger, type Platform, recovery } from './ledger.ts'
import type { Load } from './load.ts'
import { openMatrixLoad } from './matrix-load.ts'
import { placeContent } from './own-content.ts'
import { isWrong, type Result } from './report.ts'
import { type Sample, takeSample } from './samples.ts'
import { type Chronicle, type Trouble, troubleOfDiscord, troubleOfMatrix, undergo } from './trouble.ts'

/** How long a soak lasts, with what chance, and who hears how it goes. */
export interface SoakOptions {
  readonly minutes: number
  readonly seed: number
  /** A file for what the bot tells its operator. */
  readonly log: string
  readonly say: (line: string) => void
  readonly stop: AbortSignal
}

/** Catching up takes longer than the bot may be half open, and less than the longest trouble. */
const rules = { perAsker: 120, catchUp: 120_000 }
const heartbeat = 10_000
/** The part of the time in which the bot is not ended, so that growth is that of one process. */
const unbroken = 0.88
/** How long the bot is away when it is ended, in milliseconds. */
const away = 5_000
/** Milliseconds between two looks at the process. */
const sampling = 3_000

/** Has people on both platforms ask the bot while all kinds of trouble come over it, and tells what came of it. */
export async function runSoak({ minutes, seed, log, say, stop }: SoakOptions): Promise<Result> {
  const length = minutes * 60_000
  const shared = { ledger: openLedger(), chance: createChance(seed) }
  const { ledger } = shared
  const chronicle: Chronicle = { outages: [], counts: new Map() }
  const faults: string[] = []
  const samples: Sample[] = []

  say('Servers and the bot start.')
  await using open = new AsyncDisposableStack()
  const content = open.adopt(await mkdtemp(join(tmpdir(), 'messenger-guide-soak-')), (folder) =>
    rm(folder, { recursive: true }),
  )
  const changeContent = placeContent(content)
  const homeserver = open.adopt(await startHomeserver(), ({ stop }) => stop())
  const limits = { perAsker: `${rules.perAsker}/min`, perPlace: '9999/min', catchUp: `${rules.catchUp / 1_000}s` }
  const stage = open.use(await openWholeGuide({ homeserver, limits, content, heartbeat, log }))
  const { guide, discord, networks } = stage
  await stage.start()
  const matrix = open.use(await openMatrixLoad(homeserver, stage.userId, shared))
  const loads = { matrix, discord: openDiscordLoad(discord, shared) }
  const first = guide.pid()

  const startedAt = Date.now()
  const left = (part = 1) => Math.max(0, startedAt + length * part - Date.now())
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal: stop })
  const end = new AbortController()
  const over = AbortSignal.any([stop, end.signal])
  const busy = { matrix: false, discord: false }

  /** One kind of trouble after the other, as long as there is time for it. */
  const suffer = async (platform: Platform, troubles: readonly Trouble[]) => {
    for (let index = 0; ; index++) {
      await pause(Math.min(45_000, length / 30))
      const fitting = troubles.filter(({ seconds }) => seconds * 1_000 + recovery < left(unbroken))
      const trouble = fitting[index % fitting.length]
      if (!trouble) return
      while (busy[platform]) await pause(200)
      busy[platform] = true
      say(`${platform}: ${trouble.name}`)
      await undergo(platform, trouble, chronicle, stop)
      busy[platform] = false
    }
  }
  /** Somebody asks more than is allowed. */
  const ask = async (platform: Platform, load: Load) => {
    const between = Math.min(180_000, length / 4)
    for (await pause(between / 3); left(unbroken) > between / 4; await pause(between)) {
      while (busy[platform]) await pause(200)
      busy[platform] = true
      await load.burst(rules.perAsker + 10)
      busy[platform] = false
    }
  }
  const operate = async () => {
    const between = Math.min(300_000, length / 4)
    for (await pause(between / 2); left(unbroken) > between / 4; await pause(between)) {
      const before = guide.told(contentChanged)
      changeContent()
      for (let waited = 0; guide.told(contentChanged) === before; waited += 200) {
        if (waited > 60_000) return void faults.push('A change of the content was not taken over.')
        await pause(200)
      }
    }
  }
  const endAndStart = async (signal: 'SIGTERM' | 'SIGKILL') => {
    say(`The bot is ended by ${signal}.`)
    const restart = async () => {
      const code = await guide.end(signal)
      if (signal === 'SIGTERM' && code !== 0) faults.push(`Asked to end, the bot ended with ${code}.`)
      await pause(away)
      await stage.start()
    }
    await undergo(
      'both',
      { name: `bot ended by ${signal}`, seconds: 0, forgets: true, begin: restart },
      chronicle,
      stop,
    )
  }
  const sample = async () => {
    while (!over.aborted) {
      const pid = guide.pid()
      const taken = pid === undefined ? undefined : await takeSample(pid, ledger.size(), stage)
      if (taken) samples.push(taken)
      await sleep(sampling, undefined, { signal: over }).catch(() => undefined)
    }
  }
  /** Waits until nothing is open, as long as an answer may take. */
  const settle = async () => {
    const latest = Date.now() + recovery
    for (;;) {
      const settled = ledger.settle(chronicle.outages, rules)
      if (!settled.some(isWrong) || Date.now() > latest) return settled
      await pause(2_000)
    }
  }

  say('People ask.')
  const asking = Promise.all([...Object.values(loads).map((load) => load.run(over)), sample()])
  await Promise.all([
    suffer('matrix', troubleOfMatrix(homeserver, networks.matrix)),
    suffer('discord', troubleOfDiscord(discord, networks.discord, heartbeat)),
    ask('matrix', loads.matrix),
    ask('discord', loads.discord),
    operate(),
    pause(left(unbroken)),
  ])
  await endAndStart('SIGTERM')
  await pause(left() / 2)
  await endAndStart('SIGKILL')
  await pause(left())
  end.abort()
  say('The last answers are waited for.')
  await asking
  // A second answer would come by then.
  await pause(3_000)
  const settled = await settle()
  if ((await guide.end('SIGTERM')) !== 0) faults.push('The bot did not end as it should.')
  const bugs = guide.told(/incident/i)
  if (bugs > 0) faults.push(`The log tells of ${bugs} bugs.`)
  for (const violation of discord.takeViolations()) faults.push(`Discord refused: ${describeViolation(violation)}`)
  return {
    ...{ minutes, seed, settled, faults, troubles: chronicle.counts, samples: samples.length },
    courses: judgeGrowth(samples.filter(({ pid }) => pid === first)),
  }
}

const contentChanged = /Answering from what changed/
