import { describe, expect, test } from 'vitest'
import { createMessage } from '../../adapters/discord/message.ts'
import { renderPlainText } from '../../src/answer/plain-text.ts'
import { withoutDirectionMarks } from '../../src/language/direction.ts'
import { everyQuestion, everyTriple } from '../support/every-question.ts'
import { openRoom } from '../support/guide.ts'
import { wordsOf } from '../support/matrix-html.ts'
import { faultsOf, writingOf } from './message-faults.ts'
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
