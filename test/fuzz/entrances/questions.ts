import fc from 'fast-check'
import { type Entrance, expectNothing } from '../entrance.ts'
import { expectInert, expectInertText } from '../inert.ts'
import { openedBot } from '../opened-bot.ts'
import { seldom } from '../typed.ts'

interface Question {
  readonly text: string
  readonly language: string
  /** What was talked about before. */
  readonly about: readonly string[]
  readonly columns: number | undefined
}

const place = { platform: 'memory', id: 'room' }

/** Questions in any language, misspelt, mixed and long; what Tab and a slash option complete them to; names in them. */
export const questions: Entrance<Question> = {
  name: 'questions',
  runs: 40_000,
  open: async () => {
    const { bot, state, typing } = openedBot()
    const subjects = [...bot.catalog.subjects]
    return {
      inputs: fc.record({
        text: fc.oneof({ weight: 4, arbitrary: typing.question }, { weight: 1, arbitrary: typing.anything }),
        language: fc.constantFrom(...bot.languages),
        about: fc.subarray(subjects, { maxLength: 2 }),
        columns: seldom(fc.integer({ min: 20, max: 120 }), 40),
      }),
      put: async ({ text, language, about, columns }) => {
        const replyTo = about.length === 0 ? {} : { replyTo: { messengers: about, criteria: [] } }
        const answer = bot.answer({ text, place, language, moderates: false, ...replyTo })
        const said = [expectInert(answer, { bot, asked: text, ...(columns === undefined ? {} : { columns }) })]
        expectNothing('The language is not spoken', bot.languages.includes(answer.language) ? [] : [answer.language])
        if (columns === undefined) return said.join()
        // What is completed far more seldom is tried more seldom.
        said.push(...bot.complete(text, place))
        said.push(expectInert(bot.mentionedIn({ text, place, language, moderates: false }), { bot, asked: text }))
        for (const { name, parameters } of bot.declarations)
          for (const { name: parameter } of parameters) {
            const typed = { command: name, parameter, typed: text, given: about, place, language, most: 25 }
            const suggested = bot.suggest(typed)
            if (suggested.length > typed.most) throw new Error('More is suggested than wanted')
            for (const { label, value } of suggested) {
              expectInertText(label)
              said.push(`${label} ${value}`)
            }
          }
        return said.join()
      },
      close: () => state.close(),
    }
  },
}
