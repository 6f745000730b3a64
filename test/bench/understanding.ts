import fc from 'fast-check'
import { createBot } from '../../src/bot.ts'
import { loadContent } from '../../src/content/load-content.ts'
import { createPhraseIndex } from '../../src/question/phrase-table.ts'
import { openState } from '../../src/state/state.ts'
import { questionsIn } from '../eval/questions.ts'

// How long one whole answer takes: real questions, and 500-character input made to be slow. Understanding is a part of
// it and must stay under 50 ms.
const root = new URL('../..', import.meta.url).pathname
const content = loadContent([root])
const bot = createBot({ content, state: openState() })
const place = { platform: 'bench', id: 'bench' }

const real = ['examples', ...Object.keys(content.locales).map((tag) => `${tag}.development`)]
  .flatMap(questionsIn)
  .map(({ text }) => text)
const words = [...createPhraseIndex(content.lexicon).phrases()]
const misspell = (word: string) => (word.length > 3 ? `${word.slice(0, 2)}x${word.slice(3)}` : word)
const hostile = fc.oneof(
  fc.array(fc.constantFrom(...words), { minLength: 60 }).map((many) => many.join(' ')),
  fc.array(fc.constantFrom(...words), { minLength: 60 }).map((many) => many.map(misspell).join(' ')),
  fc.array(fc.constantFrom(...words), { minLength: 60 }).map((many) => many.join('')),
  fc.string({ unit: 'binary', minLength: 500 }),
  fc.string({ unit: 'grapheme', minLength: 500 }),
  fc.constantFrom(...'aבו前ſ').map((letter) => letter.repeat(500)),
  fc.constantFrom('no ', 'or ', 'ו', '不', 'signal ', 'sessoin ').map((word) => word.repeat(250)),
)

function time(name: string, texts: readonly string[]): void {
  const taken = texts.map((text) => {
    const start = performance.now()
    bot.answer({ text: text.slice(0, 500), place, moderates: false })
    return performance.now() - start
  })
  const sorted = taken.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2)
  process.stdout.write(
    `${name}: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, worst ${at(1)} ms of ${texts.length}\n`,
  )
}

time('warming up', real)
time('real questions', real)
time('500 hostile characters', fc.sample(hostile, { numRuns: 1500, seed: 1 }))
