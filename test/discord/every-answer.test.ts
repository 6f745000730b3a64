import { describe, expect, test } from 'vitest'
import { createMessage } from '../../adapters/discord/message.ts'
import {
  type Answer,
  type Block,
  createBot,
  openState,
  type Place,
  plainLine,
  type Regret,
  renderPlainText,
} from '../../src/index.ts'
import { withoutDirectionMarks } from '../../src/language/direction.ts'
import { everyQuestion, everyTriple } from '../support/every-question.ts'
import { openRoom, realContent } from '../support/guide.ts'
import { wordsOf } from '../support/matrix-html.ts'
import { createMemoryBoards } from '../support/memory-board.ts'
import { faultsOf, partsOf, writingOf } from './message-faults.ts'
import { readMessage } from './server/read-message.ts'

describe.each(['en', 'he', 'it', 'zh-Hant'])('every answer in %s', (language) => {
  const room = openRoom({ language, now: new Date('2030-01-01') })
  const asker = '123456789012345678'
  const said = [...everyQuestion(), ...everyTriple()].map((question) => {
    const { answer } = room.asks(question)
    const delivery = { offers: room.bot.offers(answer), prefix: '/messenger', asker, asked: question }
    return { question, answer, message: createMessage(answer, delivery) }
  })

  test('is a message that Discord takes', () => {
    for (const { question, message } of said) expect(faultsOf(message), question).toEqual([])
  })

  test('says every word of its plain text, or that something was left out', () => {
    const whole = said.flatMap(({ question, answer, message }) => {
      const { text, buttons, selects } = readMessage(writingOf(message))
      if (text.includes(answer.leftOut.trim())) return []
      const choices = [...buttons, ...selects.flatMap(({ options }) => options)]
      const shown = withoutDirectionMarks([text, ...choices].join(' '))
      const plain = renderPlainText({ ...answer, followUps: [] })
      expect([question, wordsOf(plain).filter((word) => !shown.includes(word))]).toEqual([question, []])
      return [question]
    })
    expect(whole.length).toBeGreaterThan(said.length * 0.8)
  })
})

/** What moderators and others do about pins and settings, in an order in which each has something to say. */
const acts = [
  ...['settings', 'settings prefix !m, private on', 'settings nonsense', 'settings prefix x', 'settings listen here'],
  ...[
    'pins',
    'pin signal',
    'pin compare signal session',
    'pin signal',
    'pin settings',
    'pin xyzzy plugh',
    'pin',
    'pins',
  ],
  ...['pins renew', 'pins nonsense', 'unpin briar', 'unpin signal', 'unpin delete signal', 'forget', 'forget'],
]

const regrets: readonly Regret[] = [
  ...(['unreadable', 'encryption-off', 'outdated', 'not-yours'] as const),
  ...[{ failed: 'x' }, { wait: 1 }, { wait: 2 }, { notPermitted: ['x'] }, { pinsFull: 250 }],
  ...[{ cannotPin: ['PinMessages', 'ViewChannel'] }, { notMember: 'https://discord.com/oauth2/authorize?client_id=1' }],
]

describe.each(['en', 'he', 'it', 'zh-Hant'])('every answer about pins and settings in %s', (language) => {
  test('is a message that Discord takes', async () => {
    const bot = createBot({ content: realContent(), state: openState(), language })
    const place: Place = { platform: 'discord', id: '1', partOf: '2' }
    const boards = { ...createMemoryBoards(), name: 'discord' }
    const answers: Answer[] = regrets.map((reason) => bot.regret({ place }, reason))
    for (const text of acts)
      for (const may of [false, true]) {
        const request = { text, place, moderates: may, mayPin: may, cause: `${answers.length}` }
        const answer = await bot.respond(request, boards)
        if (answer) answers.push(answer)
      }
    expect(answers).toHaveLength(regrets.length + 2 * acts.length)
    for (const answer of answers) {
      const message = createMessage(answer, {
        offers: bot.offers(answer),
        prefix: '/messenger',
        asker: '1',
        asked: 'x',
      })
      expect(faultsOf(message), renderPlainText(answer)).toEqual([])
      const { text } = readMessage(writingOf(message))
      const [first] = answer.blocks
      if (first?.kind === 'paragraph')
        expect(withoutDirectionMarks(text)).toContain(withoutDirectionMarks(plainLine(first.content, answer)))
      const menus = partsOf(message).filter(({ custom_id }) => custom_id?.startsWith('messenger:1:choose:settings '))
      expect(menus).toHaveLength(answer.blocks.filter(isMenu).length)
    }
  })
})

const isMenu = (block: Block) => block.kind === 'choice' && block.options.length > 0
