import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { DiscordProblem } from '../../../adapters/discord/discord-problem.ts'
import { openStore as openDiscordStore } from '../../../adapters/discord/store.ts'
import { MatrixProblem } from '../../../adapters/matrix/matrix-problem.ts'
import { openStore as openMatrixStore } from '../../../adapters/matrix/store.ts'
import { openState, UnusableState } from '../../../src/index.ts'
import type { Entrance } from '../entrance.ts'
import { type Damage, damage, damaged } from '../files/damaged.ts'
import { today } from '../stopped-clock.ts'

interface DamagedFile {
  readonly kind: keyof typeof kinds
  readonly damages: readonly Damage[]
}

const me = '@guide:example.org'
const room = '!room:example.org'
const place = { platform: 'matrix', id: room }
/** What somebody wrote, which no error may repeat. */
const written = 'do cats use signal'
const about = { messengers: ['signal'], criteria: [] }
const event = {
  event_id: '$q',
  type: 'm.room.message',
  sender: '@anna:example.org',
  content: { msgtype: 'm.text', body: written },
}

/** Each file that is kept: how it comes to be, and what is then asked of it and told. */
const kinds = {
  'messenger-guide.sqlite': (folder: string) => {
    const state = openState(folder)
    return work(state, () => {
      const found = [
        state.settings(place),
        state.places(),
        state.pins(place),
        state.record(place),
        state.placesWithPins('matrix'),
      ]
      state.changeSettings(place, { language: 'he', prefix: '!m' })
      state.keepPin(place, {
        subject: 'card signal',
        command: 'signal',
        cause: '$q',
        status: 'up',
        message: '$m',
        digest: 'd',
      })
      return found
    })
  },
  'matrix.sqlite': (folder: string) => {
    const store = openMatrixStore(folder, me)
    return work(store, () => {
      const found = [
        store.position(),
        store.rooms(),
        store.waitingIn(room),
        store.invitations(),
        store.answered({ question: '$1' }),
      ]
      store.receive([{ id: '$q', room, at: today, event }], [{ room: '!b:b', sender: me }], 's1')
      store.settle('$1', { question: '$1', room, asker: '@a:b', answer: '$2', digest: 'd', about })
      store.note(room, 'unreadable')
      store.forgetBefore(1)
      return [...found, store.countEdit(room, '$2', 'e')]
    })
  },
  'discord.sqlite': (folder: string) => {
    const store = openDiscordStore(folder)
    return work(store, () => {
      const found = [store.since, store.answered({ question: '1' }), store.leftUndone()]
      store.begin('2', { channelId: '3', guildId: '4' })
      store.settle('1', { question: '1', channel: '3', server: '4', asker: '5', answer: '6', digest: 'd', about })
      store.forgetBefore(1)
      return found
    })
  },
}

function work(store: { close(): void }, task: () => readonly unknown[]): readonly unknown[] {
  try {
    return task()
  } finally {
    store.close()
  }
}

/** State files with damaged bytes: they open or are refused with a line for the operator, and nothing else is thrown. */
export const stateFiles: Entrance<DamagedFile> = {
  name: 'state-files',
  runs: 100_000,
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-'))
    const own = join(folder, 'state')
    const names = Object.keys(kinds) as (keyof typeof kinds)[]
    const whole = names.map((name) => {
      kinds[name](folder)
      return [name, readFileSync(join(folder, name))] as const
    })
    const files = new Map(whole)
    return {
      inputs: fc.record({ kind: fc.constantFrom(...names), damages: fc.array(damage, { minLength: 1, maxLength: 4 }) }),
      put: async ({ kind, damages }) => {
        rmSync(own, { recursive: true, force: true })
        mkdirSync(own)
        writeFileSync(join(own, kind), damages.reduce<Uint8Array>(damaged, files.get(kind) ?? Buffer.of()))
        try {
          return JSON.stringify(kinds[kind](own))
        } catch (error) {
          if (![UnusableState, MatrixProblem, DiscordProblem].some((Declared) => error instanceof Declared)) throw error
          const { message } = error as Error
          if (message.includes('\n') || message.includes('cats'))
            throw new Error('Not one line for an operator', { cause: error })
          return message.replaceAll(folder, '')
        }
      },
      close: () => rmSync(folder, { recursive: true }),
    }
  },
}
