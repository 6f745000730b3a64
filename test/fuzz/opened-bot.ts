import { fileURLToPath } from 'node:url'
import { loadContent } from '../../src/content/load-content.ts'
import { createBot, openState } from '../../src/index.ts'
import { once } from '../../src/once.ts'
import { today } from './stopped-clock.ts'
import { typingFor } from './typed.ts'

const content = once(() => loadContent([fileURLToPath(new URL('../..', import.meta.url))]))

/** So many that nobody is told to wait: how long is a matter of time. */
const unlimited = { count: 999_999, seconds: 60 }

/** A bot on the real content whose state is in memory, and how people type to it. */
export function openedBot() {
  const state = openState()
  const limits = { perAsker: unlimited, perPlace: unlimited }
  const bot = createBot({ content: content(), state, limits, now: () => new Date(today) })
  return { bot, state, typing: typingFor(content(), bot.commands) }
}
