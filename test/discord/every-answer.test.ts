import { describe, expect, test } from 'vitest'
import { createMessage } from '../../adapters/discord/message.ts'
import { everyQuestion, everyTriple } from '../support/every-question.ts'
import { openRoom } from '../support/guide.ts'
import { faultsOf } from './message-faults.ts'

describe.each(['en', 'he', 'it', 'zh-Hant'])('every answer in %s', (language) => {
  const room = openRoom({ language, now: new Date('2030-01-01') })
  const asker = '123456789012345678'

  test('is a message that Discord takes', () => {
    for (const question of [...everyQuestion(), ...everyTriple()]) {
      const { answer } = room.asks(question)
      const delivery = { offers: room.bot.offers(answer), prefix: '/messenger', asker, asked: question }
      expect(faultsOf(createMessage(answer, delivery)), question).toEqual([])
    }
  })
})
