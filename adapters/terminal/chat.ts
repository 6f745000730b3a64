import { randomUUID } from 'node:crypto'
import { createInterface, type Interface } from 'node:readline/promises'
import envPaths from 'env-paths'
import { type Answer, type Bot, renderPlainText, type State, type Subjects } from '../../src/index.ts'
import type { Configuration } from '../configuration.ts'
import { openBot } from '../open-bot.ts'
import { renderTerminal, type Screen } from './render.ts'
import { createTerminalPlatform, place } from './terminal-platform.ts'

/** Chats on a terminal until the end of input; without one, answers a message per line. Exit code 0. */
export async function chat({ root, config }: { root: string; config: Configuration | undefined }): Promise<number> {
  const { stdin, stdout } = process
  const interactive = stdin.isTTY && stdout.isTTY
  const folder = config?.state ?? (interactive ? envPaths('messenger-guide', { suffix: '' }).data : undefined)
  const { bot, state } = await openBot(root, { language: config?.language, content: config?.content, state: folder })
  try {
    if (interactive) await talk(bot, state, { input: stdin, output: stdout, screen: () => screenOf(stdout) })
    else await answerLines(bot, state, stdin, stdout)
  } finally {
    state.close()
  }
  return 0
}

function screenOf(output: NodeJS.WriteStream): Screen {
  return { columns: Math.max(20, output.columns), color: output.hasColors() }
}

async function answerLines(
  bot: Bot,
  state: State,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<void> {
  const { answer } = await converse(bot, state, (said) => void output.write(`${renderPlainText(said)}\n\n`))
  for await (const text of createInterface({ input })) if (text.trim() !== '') await answer(text)
}

/** Answers in the terminal's place, with the cards that are pinned there; those that should say something new are shown. */
async function converse(bot: Bot, state: State, show: (answer: Answer) => void) {
  const platform = createTerminalPlatform(state, show)
  await bot.keepPins(platform, 'all')
  return {
    answer: async (text: string, replyTo?: Subjects): Promise<Answer | undefined> => {
      const request = { text, place, moderates: true, cause: randomUUID(), ...(replyTo ? { replyTo } : {}) }
      const answer = await bot.respond(request, platform)
      if (answer) show(answer)
      await bot.keepPins(platform, 'changed')
      return answer
    },
  }
}

/** What a conversation is held on. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** Asked before each answer, because windows change. */
  readonly screen: () => Screen
}

/** Talks until Ctrl-D, Ctrl-C on an empty line, or `exit`; with line editing, history and Tab completion. */
export async function talk(bot: Bot, state: State, { input, output, screen }: Terminal): Promise<void> {
  // In a chat of two, a question that leaves its subject out is about what was answered last.
  let earlier: Subjects | undefined
  const show = (answer: Answer) => void output.write(`${renderTerminal(answer, screen())}\n\n`)
  const { answer } = await converse(bot, state, show)
  const reply = async (text: string) => {
    const { summary } = (await answer(text, earlier)) ?? {}
    if (summary && summary.messengers.length > 0) earlier = summary
  }
  const terminal = createInterface({
    input,
    output,
    terminal: true,
    prompt: '> ',
    completer: (line: string): [string[], string] => [
      bot.complete(line, place).map((word) => `${word} `),
      line.split(' ').at(-1) ?? '',
    ],
  })
  terminal.on('SIGINT', () => clearOrClose(terminal, output))
  await reply('help')
  terminal.prompt()
  for await (const line of terminal) {
    if (/^(exit|quit)$/.test(line.trim())) break
    if (line.trim() !== '') await reply(line)
    terminal.prompt()
  }
  terminal.close()
  output.write('\n')
}

/** Ctrl-C gives a line up, as in a shell; on an empty line it ends the chat. */
function clearOrClose(terminal: Interface, output: NodeJS.WritableStream): void {
  if (terminal.line === '') {
    terminal.close()
    return
  }
  output.write('^C\n')
  terminal.write(null, { ctrl: true, name: 'e' })
  terminal.write(null, { ctrl: true, name: 'u' })
}
