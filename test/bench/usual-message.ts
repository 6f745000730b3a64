import { type Answer, type Bot, createBot, openState } from '../../src/index.ts'
import { realContent } from '../support/guide.ts'

/** A message of the usual size: of those that answer the questions, the one nearest to their mean length. */
export function usualMessage<M>(questions: readonly string[], write: (answer: Answer, bot: Bot) => M): M {
  const bot = createBot({ content: realContent(), state: openState() })
  const place = { platform: 'bench', id: 'bench' }
  const messages = questions.map((text) => write(bot.answer({ text, place, moderates: false }), bot))
  const mean = messages.map(sizeOf).reduce((sum, size) => sum + size) / messages.length
  const distance = (message: M) => Math.abs(sizeOf(message) - mean)
  return messages.reduce((nearest, message) => (distance(message) < distance(nearest) ? message : nearest))
}

function sizeOf(message: unknown): number {
  return JSON.stringify(message).length
}
