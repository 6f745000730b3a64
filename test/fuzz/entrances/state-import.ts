import fc from 'fast-check'
import { InvalidPlaceFile, readPlaceFile } from '../../../src/state/place-file.ts'
import { createMemoryBoards } from '../../support/memory-board.ts'
import type { Entrance } from '../entrance.ts'
import { expectInert } from '../inert.ts'
import { openedBot } from '../opened-bot.ts'
import { hostile } from '../typed.ts'

const place = { platform: 'memory', id: 'room' }

/** What `state import` is given: exports with anything in them, after which the bot must go on answering there. */
export const stateImport: Entrance<string> = {
  name: 'state-import',
  runs: 200_000,
  open: async () => {
    const { bot, state, typing } = openedBot()
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 10 }), fc.constantFrom('', ...hostile))
    const wrong = fc.jsonValue({ maxDepth: 1 })
    const or = (right: fc.Arbitrary<unknown>) =>
      fc.oneof({ weight: 40, arbitrary: right }, { weight: 1, arbitrary: wrong })
    const settings = fc.record(
      {
        language: or(fc.oneof(fc.constantFrom('he', 'zh-TW', 'xx', '__proto__'), text)),
        prefix: or(fc.oneof(fc.constantFrom('!m', '', '('), text)),
        layout: or(fc.constantFrom('list', 'table')),
        listen: or(fc.oneof(fc.constantFrom('everywhere', 'mentions'), fc.array(text, { maxLength: 2 }))),
        private: or(fc.boolean()),
        perAsker: or(fc.integer({ min: 0 })),
        perPlace: or(fc.integer({ min: 0 })),
        other: wrong,
      },
      { requiredKeys: [] },
    )
    const pin = fc.record(
      {
        place: or(fc.constantFrom('room', 'other')),
        subject: or(fc.oneof(text, fc.constant('card signal'))),
        command: or(fc.oneof(typing.command, text, fc.constant('signal'))),
        cause: or(text),
        status: or(fc.constantFrom('rising', 'up', 'down')),
        message: or(fc.constantFrom('message 1', 'gone')),
        digest: or(text),
      },
      { requiredKeys: ['place', 'subject', 'command', 'cause', 'status'] },
    )
    const file = fc.record({
      messengerGuide: or(fc.constant(1)),
      place: or(fc.constant(place)),
      settings: or(settings),
      pins: or(fc.array(or(pin), { maxLength: 2 })),
    })
    return {
      inputs: fc.oneof(
        { weight: 20, arbitrary: file.map((file) => JSON.stringify(file)) },
        { weight: 1, arbitrary: fc.json() },
        { weight: 1, arbitrary: fc.string() },
      ),
      put: async (json) => {
        state.erase(place)
        try {
          const { place, ...record } = readPlaceFile(json)
          state.restore(place, record)
        } catch (error) {
          if (!(error instanceof InvalidPlaceFile)) throw error
          return error.message
        }
        const boards = createMemoryBoards()
        await bot.keepPins(boards, 'all')
        const said: string[] = []
        for (const text of ['settings', 'pins']) {
          const answer = await bot.respond({ text, place, moderates: true, cause: text }, boards)
          if (answer) said.push(expectInert(answer, { bot, asked: text }))
        }
        return JSON.stringify([said, boards.done, state.record(place)])
      },
      close: () => state.close(),
    }
  },
}
