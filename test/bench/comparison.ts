import Fuse from 'fuse.js'
import { renderPlainText } from '../../src/answer/plain-text.ts'
import { createBot } from '../../src/bot.ts'
import { loadContent } from '../../src/content/load-content.ts'
import { openState } from '../../src/state/state.ts'
import { median } from './median.ts'

// Understanding, answering and rendering a comparison in one warm process, beside one bare fuse.js search over names
// and aliases, each measured in turn so that both meet the same machine.
const root = new URL('../..', import.meta.url).pathname
const content = loadContent([root])
const bot = createBot({ content, state: openState() })
const names = content.names.flatMap(({ phrases }) => phrases.map((phrase) => ({ phrase })))
const fuse = new Fuse(names, { keys: ['phrase'], threshold: 0.5, ignoreFieldNorm: true })

const tasks = {
  'comparison in English': () => compare('en'),
  'comparison in Hebrew': () => compare('he'),
  'comparison in Chinese': () => compare('zh-Hant'),
  'misspelt comparison': () => answer('compare siganl sesion', 'en'),
  'bare fuse.search': () => fuse.search('siganl'),
}

function compare(language: string): string {
  return answer('!messenger compare signal session', language)
}

function answer(text: string, language: string): string {
  return renderPlainText(bot.answer({ text, language, place: { platform: 'bench', id: 'bench' }, moderates: false }))
}

const rounds = 400
const times = Object.fromEntries(Object.keys(tasks).map((name) => [name, [] as number[]]))
for (let round = -100; round < rounds; round++) {
  for (const [name, task] of Object.entries(tasks)) {
    const start = performance.now()
    task()
    if (round >= 0) times[name]?.push(performance.now() - start)
  }
}
const search = median(times['bare fuse.search'] ?? [])
for (const [name, taken] of Object.entries(times)) {
  const middle = median(taken)
  process.stdout.write(
    `${name.padEnd(24)} ${middle.toFixed(3)} ms, ${(middle / search).toFixed(2)} x bare search (${names.length} names)\n`,
  )
}
