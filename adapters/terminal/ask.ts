import { createInterface } from 'node:readline/promises'
import { renderJson, renderPlainText } from '../../src/index.ts'
import { openBot } from '../open-bot.ts'

/** The place of questions that come from no room. */
const place = { platform: 'terminal', id: 'ask' }

/** Answers one question, or one per line of standard input, and keeps nothing. */
export async function ask(options: {
  root: string
  json: boolean
  language: string | undefined
  question: string
}): Promise<number> {
  const { bot, state } = await openBot(options.root, { language: options.language })
  const reply = (text: string) => {
    const answer = bot.answer({ text, place, moderates: true })
    process.stdout.write(`${options.json ? renderJson(text, answer) : renderPlainText(answer)}\n`)
  }
  if (options.question !== '') reply(options.question)
  else for await (const line of createInterface({ input: process.stdin })) reply(line)
  state.close()
  return 0
}
