import fc from 'fast-check'
import { createMemoryBoards } from '../../support/memory-board.ts'
import type { Entrance } from '../entrance.ts'
import { expectInert, expectInertText } from '../inert.ts'
import { openedBot } from '../opened-bot.ts'
import { seldom } from '../typed.ts'

interface Step {
  readonly text: string
  /** The command, where a platform knows that it is one. */
  readonly command: string | undefined
  readonly moderates: boolean
  readonly mayPin: boolean
  /** Whether it replies to the answer before. */
  readonly goesOn: boolean
  readonly answerIn: string | undefined
}

interface Conversation {
  readonly steps: readonly Step[]
  readonly language: string | undefined
  /** After so much was done on the board it fails once. */
  readonly failsAfter: number | undefined
  readonly columns: number | undefined
}

const place = { platform: 'memory', id: 'room', partOf: 'server' }

/** Conversations in a place with a board: commands of any kind with anything behind them, among them those that change it. */
export const commands: Entrance<Conversation> = {
  name: 'commands',
  runs: 40_000,
  open: async () => {
    const { bot, state, typing } = openedBot()
    const settings = ['language', 'prefix', 'layout', 'listen', 'private', 'per-asker', 'per-place']
    const setting = fc
      .tuple(
        fc.constantFrom(...settings),
        fc.oneof(
          fc.constantFrom(
            'auto',
            'he',
            'zh-Hant',
            '!m',
            '~',
            'table',
            'mentions',
            'here',
            'not-here',
            'on',
            'off',
            '5',
          ),
          typing.anything,
          typing.known,
        ),
      )
      .map((parts) => `settings ${parts.join(' ')}`)
    const pinned = fc
      .tuple(fc.constantFrom('pin', 'pin', 'unpin', 'unpin delete', 'pins', 'pins renew', 'forget'), typing.question)
      .map((parts) => parts.join(' '))
    const prefixed = typing.anything.map((text) => `!messenger ${text}`)
    const step: fc.Arbitrary<Step> = fc.record({
      text: fc.oneof(typing.command, typing.anything, setting, pinned, prefixed),
      command: seldom(fc.constantFrom(...bot.commands, 'nonsense', '__proto__'), 3),
      moderates: fc.boolean(),
      mayPin: fc.boolean(),
      goesOn: fc.boolean(),
      answerIn: seldom(fc.constantFrom(...bot.languages, 'xx', 'zh-TW', ''), 3),
    })
    return {
      inputs: fc.record({
        steps: fc.array(step, { minLength: 1, maxLength: 3 }),
        language: seldom(fc.constantFrom(...bot.languages), 2),
        failsAfter: seldom(fc.nat(6), 5),
        columns: seldom(fc.integer({ min: 20, max: 120 }), 20),
      }),
      put: async ({ steps, language, failsAfter, columns }) => {
        state.erase(place)
        const boards = createMemoryBoards()
        if (failsAfter !== undefined) boards.failAfter(failsAfter)
        if (language !== undefined) state.changeSettings(place, { language })
        const said: string[] = []
        let before: Parameters<typeof bot.answer>[0]['replyTo']
        for (const [index, { text, command, goesOn, answerIn, ...may }] of steps.entries()) {
          const request = {
            ...{ text, place, ...may, cause: `question ${index}`, asker: 'anna' },
            ...(command === undefined ? {} : { command }),
            ...(answerIn === undefined ? {} : { answerIn }),
            ...(goesOn && before ? { replyTo: before } : {}),
          }
          const answer = await bot.respond(request, boards).catch(unlessKilled)
          if (!answer) continue
          before = answer.summary
          said.push(expectInert(answer, { bot, asked: text, ...(columns === undefined ? {} : { columns }) }))
        }
        boards.failAfter(Number.POSITIVE_INFINITY)
        await bot.keepPins(boards, 'changed')
        await bot.keepPins(boards, 'all')
        for (const text of boards.messages.values()) expectInertText(text)
        return JSON.stringify([said, boards.done, state.record(place)])
      },
      close: () => state.close(),
    }
  },
}

/** A board fails as if the process was killed. */
function unlessKilled(error: unknown): undefined {
  if (!(error instanceof Error) || error.message !== 'killed') throw error
}
