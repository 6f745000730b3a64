import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PermissionFlagsBits } from 'discord.js'
import { onTestFinished } from 'vitest'
import { discordConfiguration } from '../../adapters/discord/configuration.ts'
import { startDiscord as startAdapter } from '../../adapters/discord/start-discord.ts'
import type { Log } from '../../adapters/log.ts'
import { createMonitor, unmeasured } from '../../adapters/monitor.ts'
import { type Bot, createBot, openState } from '../../src/index.ts'
import { filledIn } from '../support/filled-in.ts'
import { realContent } from '../support/guide.ts'
import { noteLog } from '../support/privacy-watch.ts'
import { type Discord, type DiscordOptions, startDiscord } from './server/start-discord.ts'

/** No test asks more than that, but those of the limits. */
export const manyQuestions = { perAsker: { count: 10_000, seconds: 60 }, perPlace: { count: 10_000, seconds: 60 } }

/** How the adapter is run. */
export interface GuideOptions {
  readonly shards?: number | 'auto'
  readonly token?: string
  readonly api?: string
  readonly bot?: Bot
  /** Whether to go on without waiting until it answers. */
  readonly atOnce?: boolean
}

/** The adapter on a fake Discord, as an operator runs it. */
export interface RunningGuide {
  /** What it told the operator so far. */
  readonly told: string[]
  /** Resolves when it has told something. */
  tells(what: RegExp): Promise<void>
  /** Resolves when it has ended; rejects with why it could not go on. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/** Starts the adapter with the real content and waits until it answers. */
export async function startGuide(discord: Discord, folder: string, options: GuideOptions = {}): Promise<RunningGuide> {
  const { shards = 'auto', token = discord.token, api = discord.api, atOnce = false } = options
  const bot = options.bot ?? createBot({ content: realContent(), state: openState(), limits: manyQuestions })
  const told: string[] = []
  const listeners = new Set<() => void>()
  const log: Log = (level, message, fields = {}) => {
    const line = filledIn(message, fields)
    noteLog(line)
    told.push(`${level} ${line}`)
    for (const listener of listeners) listener()
  }
  const stopping = new AbortController()
  const monitor = createMonitor(log, unmeasured)
  const settings = discordConfiguration.parse({ api, shards })
  const ended = startAdapter({ bot, settings, token, folder, catchUp: 600_000, log, monitor, stop: stopping.signal })
  ended.catch(() => undefined)
  const tells = (what: RegExp) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!told.some((line) => what.test(line))) return
        listeners.delete(look)
        resolve()
      }
      listeners.add(look)
      look()
    })
  const stop = async () => {
    stopping.abort()
    await ended.catch(() => undefined)
  }
  if (!atOnce) await Promise.race([tells(/Answering as/), ended])
  return { told, tells, ended, stop }
}

/** A Discord with a server, a channel, anna and a moderator in it, and the adapter there; all end with the test. */
export async function openGuide({
  recommended = 1,
  ...options
}: Omit<DiscordOptions, 'shards'> & GuideOptions & { readonly recommended?: number } = {}) {
  const discord = await startDiscord({ ...options, shards: recommended })
  const folder = await mkdtemp(join(tmpdir(), 'messenger-guide-'))
  const guild = discord.guild('Privacy')
  const channel = discord.text(guild, 'general')
  const anna = discord.person('anna', 'en-US')
  const moderator = discord.person('mo', 'en-US')
  discord.join(guild, anna)
  discord.join(guild, moderator, PermissionFlagsBits.ManageMessages | PermissionFlagsBits.PinMessages)
  const guides: RunningGuide[] = []
  onTestFinished(async () => {
    await Promise.all(guides.map((guide) => guide.stop()))
    await discord.close()
    await rm(folder, { recursive: true })
  })
  const start = async (more: GuideOptions = {}) => {
    // Discord lets a bot identify once in five seconds.
    if (guides.length > 0) discord.clock.advance(5000)
    const guide = await startGuide(discord, folder, { ...options, ...more })
    guides.push(guide)
    return guide
  }
  const running = await start()
  return { discord, folder, guild, channel, anna, moderator, start, ...running }
}
