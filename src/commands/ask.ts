import { type Command, defineCommand } from './command.ts'
import { searchCommand } from './search.ts'

/** A question in plain words; they are looked for among the facts. */
export const askCommand: Command = defineCommand({
  name: 'ask',
  parameters: [{ name: 'question', takes: 'text', least: 1, most: 1 }],
  answer: (context, { question }) => searchCommand.answer(context, { text: question }),
})
