import { createInterface, type Interface } from 'node:readline/promises'
import envPaths from 'env-paths'
import { type Bot, renderPlainText, type Subjects } from '../../src/index.ts'
import type { Configuration } from '../configuration.ts'
import { openBot } from '../open-bot.ts'
import { renderTerminal, type Screen } from './render.ts'

const place = { platform: 'terminal', id: 'chat' }

/** Chats on a terminal until the end of input; without one, answers a message per line. Exit code 0. */
export async function chat({ root, config }: { root: string; config: Configuration | undefined }): Promise<number> {
  const { stdin, stdout } = process
  const interactive = stdin.isTTY && stdout.isTTY
  const folder = config?.state ?? (interactive ? envPaths('messenger-guide', { suffix: '' }).data : undefined)
  const { bot, state } = await openBot(root, config?.language, folder)
  try {
    if (interactive) await talk(bot, { input: stdin, output: stdout, screen: () => screenOf(stdout) })
    else await answerLines(bot, stdin, stdout)
  } finally {
    state.close()
  }
  return 0
}

function screenOf(output: NodeJS.WriteStream): Screen {
  return { columns: Math.max(20, output.columns), color: output.hasColors() }
}

async function answerLines(bot: Bot, input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<void> {
  for await (const text of createInterface({ input })) {
    if (text.trim() !== '') output.write(`${renderPlainText(bot.answer({ text, place, moderates: true }))}\n\n`)
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
export async function talk(bot: Bot, { input, output, screen }: Terminal): Promise<void> {
  // In a chat of two, a question that leaves its subject out is about what was answered last.
  let earlier: Subjects | undefined
  const show = (text: string) => {
    const answer = bot.answer({ text, place, moderates: true, ...(earlier ? { replyTo: earlier } : {}) })
    earlier = answer.summary.messengers.length > 0 ? answer.summary : earlier
    output.write(`${renderTerminal(answer, screen())}\n\n`)
  }
  const terminal = createInterface({
    input,
    output,
    terminal: true,
    prompt: '> ',
    completer: (line: string): [string[], string] => [
      bot.complete(line).map((word) => `${word} `),
      line.split(' ').at(-1) ?? '',
    ],
  })
  terminal.on('SIGINT', () => clearOrClose(terminal, output))
  show('help')
  terminal.prompt()
  for await (const line of terminal) {
    if (/^(exit|quit)$/.test(line.trim())) break
    if (line.trim() !== '') show(line)
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
