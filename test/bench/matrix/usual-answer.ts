import { createMessage, type MessageContent } from '../../../adapters/matrix/message.ts'
import { createBot, openState } from '../../../src/index.ts'
import { realContent } from '../../support/guide.ts'

/** A message of the usual size: of the answers to the questions, the one nearest to their mean length. */
export function usualAnswer(questions: readonly string[]): MessageContent {
  const bot = createBot({ content: realContent(), state: openState() })
  const place = { platform: 'matrix', id: 'bench' }
  const messages = questions.map((text) => createMessage(bot.answer({ text, place, moderates: false })))
  const mean = messages.map(sizeOf).reduce((sum, size) => sum + size) / messages.length
  const distance = (message: MessageContent) => Math.abs(sizeOf(message) - mean)
  return messages.reduce((nearest, message) => (distance(message) < distance(nearest) ? message : nearest))
}

function sizeOf(message: MessageContent): number {
  return JSON.stringify(message).length
}
