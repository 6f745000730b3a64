import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { createInteractions } from '../../../adapters/discord/interactions.ts'
import { listen } from '../../../adapters/discord/listening.ts'
import { createMessages } from '../../../adapters/discord/messages.ts'
import { createPlatform } from '../../../adapters/discord/platform.ts'
import { openStore } from '../../../adapters/discord/store.ts'
import type { Tools } from '../../../adapters/discord/tools.ts'
import { createWork } from '../../../adapters/discord/work.ts'
import { createMonitor, unmeasured } from '../../../adapters/monitor.ts'
import { filledIn } from '../../support/filled-in.ts'
import { eventOf, type Happening, happenings } from '../discord/happenings.ts'
import { ids, openQuietDiscord } from '../discord/quiet-discord.ts'
import { type Entrance, expectNothing } from '../entrance.ts'
import { openedBot } from '../opened-bot.ts'
import { today } from '../stopped-clock.ts'

interface Hour {
  readonly happenings: readonly Happening[]
  /** Whether Discord refuses all that the bot says. */
  readonly refuses: boolean
}

/** What the log may say where Discord refuses everything. */
const expected =
  /^(A message|An interaction) could not be answered: 403, code 50013: Missing Permissions\.$|^Incident \w{8}: DiscordAPIError\[50013\]\n {4}at /

/** All that the gateway tells, through the real client and the whole adapter, whose requests are checked and kept. */
export const discord: Entrance<Hour> = {
  name: 'discord',
  runs: 100_000,
  open: async () => {
    const { bot, state, typing } = openedBot()
    const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-'))
    const store = openStore(folder)
    const quiet = openQuietDiscord(today)
    const { client, sent, wrong } = quiet
    const told: unknown[] = []
    const work = createWork()
    // Nothing fails but what Discord refuses, so whatever is asked twice would be asked forever.
    const end = new AbortController()
    const onHiccup = (reason: string) => {
      told.push(reason)
      end.abort()
    }
    const patience = { signal: end.signal, onHiccup }
    const boardTools = { bot, client, applicationId: ids.bot, store, patience }
    const tools: Tools = {
      ...{ ...boardTools, platform: createPlatform(boardTools), me: ids.bot, readsText: true },
      log: (_, message, fields = {}) => void told.push(filledIn(message, fields)),
      monitor: createMonitor(() => undefined, unmeasured),
      fail: (error) => void told.push(error),
      keepUp: () => undefined,
      lookAgain: () => undefined,
    }
    client.on('error', (error) => void told.push(error))
    listen(client, work, createMessages(tools), createInteractions(tools))
    return {
      inputs: fc.record({
        happenings: fc.array(happenings(bot, typing), { minLength: 1, maxLength: 3 }),
        refuses: fc.constantFrom(...Array<boolean>(9).fill(false), true),
      }),
      put: async ({ happenings, refuses }) => {
        for (const where of ['text', 'thread', 'direct'] as const)
          state.erase({ platform: 'discord', id: ids[where], ...(where === 'direct' ? {} : { partOf: ids.guild }) })
        store.forget(ids.guild, [ids.direct])
        for (const kept of [sent, wrong, told]) kept.length = 0
        quiet.refuses = refuses
        const [first = '', ...more] = happenings.map(quiet.nextId)
        let question = first
        for (const happening of happenings) {
          const isAboutEarlier = happening.goesOn || happening.action !== 'MessageCreate'
          const answer = store.answered({ question })?.answer
          if (!isAboutEarlier || happening.action === 'InteractionCreate') question = more.pop() ?? question
          quiet.tell(happening.action, eventOf(happening, question, happening.goesOn ? answer : undefined))
          await work.rest()
        }
        expectNothing('A request is wrong', wrong.map(String))
        expectNothing(
          'It tells the operator',
          told.filter((line) => !(refuses && expected.test(String(line)))).map(String),
        )
        const said = JSON.stringify([sent, told])
        return said.replace(/(?<="nonce":")[^"]+/g, '#').replace(/\b(?:\d{10,20}|[\da-f]{8})\b/g, '#')
      },
      close: () => {
        void client.destroy()
        store.close()
        state.close()
        rmSync(folder, { recursive: true })
      },
    }
  },
}
