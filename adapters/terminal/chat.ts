import { createInterface } from 'node:readline/promises'
import envPaths from 'env-paths'
import { renderPlainText } from '../../src/index.ts'
import type { Configuration } from '../configuration.ts'
import { openBot } from './open-bot.ts'
import { renderTerminal } from './render.ts'

const place = { platform: 'terminal', id: 'chat' }

/** Chats on a terminal until the end of input; without one, answers a message per line. Exit code 0. */
export async function chat({ root, config }: { root: string; config: Configuration | undefined }): Promise<number> {
  return process.stdin.isTTY && process.stdout.isTTY ? talk(root, config) : answerLines(root, config)
}

async function answerLines(root: string, config: Configuration | undefined): Promise<number> {
  const { bot, state } = await openBot(root, config?.language, config?.state)
  for await (const text of createInterface({ input: process.stdin })) {
    if (text.trim() === '') continue
    process.stdout.write(`${renderPlainText(bot.answer({ text, place, moderates: true }))}\n\n`)
  }
  state.close()
  return 0
}

async function talk(root: string, config: Configuration | undefined): Promise<number> {
  const folder = config?.state ?? envPaths('messenger-guide', { suffix: '' }).data
  const { bot, state } = await openBot(root, config?.language, folder)
  const show = (text: string) => {
    const screen = { columns: Math.max(20, process.stdout.columns ?? 80), color: process.stdout.hasColors?.() ?? false }
    process.stdout.write(`${renderTerminal(bot.answer({ text, place, moderates: true }), screen)}\n\n`)
  }
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: '> ',
    completer: (line: string): [string[], string] => [[...bot.complete(line)], line.split(' ').at(-1) ?? ''],
  })
  show('help')
  terminal.prompt()
  // Ctrl-C empties the line; on an empty line it ends the chat, as Ctrl-D does.
  terminal.on('SIGINT', () => {
    if (terminal.line === '') terminal.close()
    else {
      terminal.write(null, { ctrl: true, name: 'e' })
      terminal.write(null, { ctrl: true, name: 'u' })
    }
  })
  for await (const line of terminal) {
    if (/^\/?(exit|quit)$/.test(line.trim())) break
    if (line.trim() !== '') show(line)
    terminal.prompt()
  }
  terminal.close()
  process.stdout.write('\n')
  state.close()
  return 0
}
