import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Log } from '../../../adapters/log.ts'
import { createAnswering } from '../../../adapters/matrix/answering.ts'
import { createInvitations } from '../../../adapters/matrix/invitations.ts'
import { listen } from '../../../adapters/matrix/listening.ts'
import { createPinnedEvents } from '../../../adapters/matrix/pinned-events.ts'
import { createRooms } from '../../../adapters/matrix/rooms.ts'
import { createSender } from '../../../adapters/matrix/sender.ts'
import { openStore } from '../../../adapters/matrix/store.ts'
import type { Tools } from '../../../adapters/matrix/tools.ts'
import { createUpkeep } from '../../../adapters/matrix/upkeep.ts'
import { createMonitor, unmeasured } from '../../../adapters/monitor.ts'
import { filledIn } from '../../support/filled-in.ts'
import { type Entrance, expectNothing } from '../entrance.ts'
import { openQuietHomeserver } from '../matrix/quiet-homeserver.ts'
import { fresh, me, type Sync, syncs } from '../matrix/syncs.ts'
import { openedBot } from '../opened-bot.ts'
import { today } from '../stopped-clock.ts'

/** What the log may say: nothing of it stems from who wrote something. */
const expected = [
  /^Answering as Guide\.$/,
  /^Left a room that everybody else had left\.$/,
  /^Followed an upgraded room\.$/,
  /^Messages in an encrypted room cannot be read \(encryption-off\)\. The room is told\.$/,
  /^The server refused an answer: 404 M_NOT_FOUND\.$/,
  /^hiccup its answer to \/(sync|rooms\/…\/[a-z_./]+) (is no JSON (object|list)|has no (next_batch|joined|chunk))$/,
  /^Not joining a room that somebody of \S+ invited to\./,
]

/** What servers answer to syncs and of rooms, through the real loop that listens and all that answers. */
export const matrix: Entrance<Sync> = {
  name: 'matrix',
  runs: 250_000,
  open: async () => {
    const { bot, state, typing } = openedBot()
    const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-'))
    const store = openStore(folder, me)
    const homeserver = openQuietHomeserver()
    const { client, sent, wrong, give } = homeserver
    const told: unknown[] = []
    const end = new AbortController()
    const stumbled = Promise.withResolvers<void>()
    const log: Log = (level, message, fields = {}) => {
      told.push(filledIn(message, fields))
      // After that listening pauses.
      if (level === 'error') stumbled.resolve()
    }
    const fail = (error: unknown) => void told.push(error)
    const patience = { signal: end.signal, onHiccup: (reason: string) => void told.push(`hiccup ${reason}`) }
    const shared: Tools = {
      ...{
        bot,
        client,
        store,
        patience,
        log,
        fail,
        encryption: undefined,
        monitor: createMonitor(() => undefined, unmeasured),
        catchUp: 600_000,
        me: { userId: me, name: 'Guide' },
      },
      rooms: createRooms(client, patience),
      pinnedEvents: createPinnedEvents(client, patience, log),
      sender: createSender(client, undefined),
    }
    const upkeep = createUpkeep(shared)
    const answering = createAnswering(shared, upkeep)
    const invitations = createInvitations(shared, ['example.org'])
    const listening = listen({ ...shared, upkeep, answering, invitations }).catch((error) => {
      if (!end.signal.aborted) told.push(error)
      stumbled.resolve()
    })
    await give({ next_batch: 's0' })
    let count = 0
    return {
      inputs: syncs(typing, today),
      put: async (input) => {
        for (const kept of [sent, wrong, told]) kept.length = 0
        const mark = `~${++count}~`
        const { response, room }: Sync = JSON.parse(JSON.stringify(input).replaceAll(fresh, mark))
        homeserver.room = room
        await Promise.race([give(response), stumbled.promise])
        await answering.rest()
        await homeserver.askedAgain()
        await answering.rest()
        await upkeep.rest()
        // What nobody waits for: rooms that are left or followed, pins that are mended.
        for (let turns = 0; turns < 3; turns++) await setImmediate()
        expectNothing('A request is wrong', wrong.map(String))
        const odd = told.map(String).filter((line) => !expected.some((pattern) => pattern.test(line)))
        expectNothing('It tells the operator', odd)
        const lines = [...sent, ...told].map((one) => withoutIds(JSON.stringify(one).replaceAll(mark, fresh)))
        // What is done at the same time for two rooms is done in any order.
        return lines.toSorted().join('\n')
      },
      close: () => {
        end.abort()
        void listening
        store.close()
        state.close()
        rmSync(folder, { recursive: true })
      },
    }
  },
}

/** Ids that the bot or the server made anew. */
function withoutIds(line: string): string {
  return line.replace(/(\$|%24)sent-\d+/g, '$sent').replace(/\/[\w-]{43}(?=")/g, '/transaction')
}
