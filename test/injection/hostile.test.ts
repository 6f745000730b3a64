import { describe, expect, test } from 'vitest'
import { createMessage as createDiscordMessage } from '../../adapters/discord/message.ts'
import { createMessage as createMatrixMessage } from '../../adapters/matrix/message.ts'
import { renderTerminal } from '../../adapters/terminal/render.ts'
import { type Content, createBot, openState, type Place } from '../../src/index.ts'
import { expectInert, expectInertComponents, expectInertEvent } from '../fuzz/inert.ts'
import { hostile } from '../fuzz/typed.ts'
import { everyQuestion } from '../support/every-question.ts'
import { openRoom, realContent } from '../support/guide.ts'
import { createMemoryBoards } from '../support/memory-board.ts'

const place: Place = { platform: 'memory', id: 'room' }

/** What was typed, said as every platform says it. */
function openEverywhere(language: string) {
  const bot = createBot({ content: realContent(), state: openState(), language })
  const boards = createMemoryBoards()
  let asked = 0
  const says = async (text: string) => {
    const answer = await bot.respond({ text, place, moderates: true, cause: `${++asked}` }, boards)
    if (!answer) throw new Error('There is no answer')
    expectInert(answer, { bot, asked: text, columns: 60 })
    return answer
  }
  return { bot, boards, says }
}

describe.each(['en', 'he', 'it', 'zh-Hant'])('in %s', (language) => {
  const { bot, boards, says } = openEverywhere(language)
  const ways = [
    ...['', 'is signal safe? ', 'signal ', 'compare signal session ', 'search ', 'explain ', 'recommend ', 'help '],
    ...[
      'ask ',
      'not-listed ',
      'language ',
      'settings prefix ',
      'settings listen ',
      'settings ',
      'pin signal ',
      'unpin ',
    ],
  ]

  test.each(hostile.map((evil) => [JSON.stringify(evil), evil]))(
    '%s does nothing, wherever it stands',
    async (_, evil) => {
      for (const before of ways) await says(`${before}${evil}`)
      await says(`${evil} signal`)
      await says(`signal ${evil} session`)
      expect(bot.settings(place).prefix).toBeUndefined()
    },
  )

  test('100 kB of it are cut', async () => {
    for (const evil of hostile) await says(`signal ${evil.repeat(Math.ceil(100_000 / evil.length))}`)
  })

  test('cards that were pinned with it say no word of it', () => {
    for (const text of boards.messages.values()) expect(text).not.toMatch(/evil|everyone|@room|<|\u202E/)
  })
})

test('a name in letters of another script is said as it was read, and as what it was taken for', () => {
  openRoom().asks('Ѕignal').sees('Reading “ѕignal” as Signal')
})

describe('what an operator writes', () => {
  const evil = '@everyone @room <b>x</b> [x](https://evil.example) `x` **x** <@1>'
  const bot = createBot({ content: saying(evil), state: openState() })
  const answers = ['signal', 'compare signal session', 'explain forward-secrecy', 'recommend'].map((text) =>
    bot.answer({ text, place, moderates: false }),
  )

  test('is text on every platform: it mentions nobody and is no markup', () => {
    for (const answer of answers) {
      const matrix = createMatrixMessage(answer, { prefix: '!messenger' })
      expect(matrix.body).toContain('@everyone')
      expectInertEvent(matrix)
      expectInertComponents(createDiscordMessage(answer, { offers: bot.offers(answer) }))
      expect(renderTerminal(answer, { columns: 80, color: false })).toContain('@everyone')
    }
  })
})

/** The real content with a remark in each sentence about a fact. */
function saying(remark: string): Content {
  const { locales, ...content } = realContent()
  const remarked = Object.entries(locales).map(([tag, { sentences, ...locale }]) => [
    tag,
    {
      ...locale,
      sentences: Object.fromEntries(
        Object.entries(sentences).map(([key, sentence]) => [
          key,
          /^(facts|terms|tiers|criteria)\./.test(key) && !key.includes('link') ? `${sentence} ${remark}` : sentence,
        ]),
      ),
    },
  ])
  return { ...content, locales: Object.fromEntries(remarked) }
}

describe('on a terminal', () => {
  const escapes = [
    '\u001B[31mred',
    '\u001B]8;;https://evil.example\u0007link\u001B]8;;\u0007',
    '\u009B2J',
    '\u0007',
    '\b\b',
    '\r',
  ]

  test.each(escapes.map((moving) => [JSON.stringify(moving), moving]))(
    '%s moves no cursor and makes no link',
    (_, moving) => {
      for (const before of ['', 'explain ', 'compare signal ', 'settings ']) {
        const { answer } = openRoom().asks(`${before}${moving} signal`)
        const shown = renderTerminal(answer, { columns: 60, color: true })
        // Colours are our own.
        expect(shown.replace(/\u001B\[\d+m/g, '')).not.toMatch(/(?!\n)\p{Cc}/u)
      }
    },
  )

  test('nothing that the guide says does', () => {
    const room = openRoom()
    for (const question of everyQuestion())
      expect(renderTerminal(room.asks(question).answer, { columns: 60, color: false })).not.toMatch(/(?!\n)\p{Cc}/u)
  })
})
