import { parseArgs } from 'node:util'
import { renderJson } from '../../src/answer/json.ts'
import { createBot } from '../../src/bot.ts'
import { loadContent } from '../../src/content/load-content.ts'
import { openState } from '../../src/state/state.ts'
import { faults, type Judged } from './judge.ts'
import { type Question, questionsIn } from './questions.ts'

// How well questions are understood: right answers by language and category, what is wrong with the others, errors of
// fact, and outcomes that were mixed up. `--held-out` takes the questions nobody looks at while working.
const { values } = parseArgs({
  options: { 'held-out': { type: 'boolean' }, wrong: { type: 'boolean' }, language: { type: 'string' } },
})
const root = new URL('../..', import.meta.url).pathname
const content = loadContent([root])
const bot = createBot({ content, state: openState(), now: () => new Date('2024-12-01') })
const files = Object.keys(content.locales).map((tag) => `${tag}.${values['held-out'] ? 'held-out' : 'development'}`)
const questions = [...(values['held-out'] ? [] : ['examples']), ...files]
  .flatMap(questionsIn)
  .filter(({ language }) => values.language === undefined || language === values.language)

interface Scored extends Question {
  readonly answer: Judged
  readonly faults: readonly string[]
}

const scored = questions.map((question): Scored => {
  const answer = bot.answer({
    text: question.text,
    language: 'en',
    place: { platform: 'eval', id: 'eval' },
    moderates: false,
  })
  const judged = JSON.parse(renderJson(question.text, answer)) as Judged
  return { ...question, answer: judged, faults: faults(judged, question.expect, question.language) }
})

const print = (line: string) => process.stdout.write(`${line}\n`)
report('language', ({ language }) => language)
report('category', ({ category, expect }) => category ?? expect.intent?.[0] ?? 'fact')
const facts = scored.filter(({ faults }) => faults.includes('WRONG VERDICT'))
print(`\nwrong verdicts: ${facts.length}`)
print('\noutcomes mixed up (expected -> given):')
const mixed = scored.filter(({ faults }) => faults.includes('outcome'))
for (const [pair, members] of Map.groupBy(
  mixed,
  ({ expect, answer }) => `${(expect.outcome ?? ['answered']).join('|')} -> ${answer.outcome}`,
))
  print(`  ${pair}: ${members.length}`)
if (values.wrong) {
  print('')
  for (const { language, text, faults, answer, expect } of scored.filter((one) => one.faults.length > 0)) {
    const { outcome, intent, messengers, criteria, terms, result } = answer
    print(
      `${language} | ${text} | ${faults.join(', ')} | got ${JSON.stringify({ language: answer.language, outcome, intent, messengers, criteria, terms, result })} | want ${JSON.stringify(expect)}`,
    )
  }
}

function report(name: string, of: (question: Scored) => string): void {
  print(`\nright by ${name}:`)
  for (const [group, members] of Map.groupBy(scored, of)) print(`  ${group.padEnd(16)} ${share(members)}`)
  if (name === 'language') print(`  ${'all'.padEnd(16)} ${share(scored)}`)
}

function share(members: readonly Scored[]): string {
  const right = members.filter(({ faults }) => faults.length === 0).length
  return `${right} of ${members.length} (${((100 * right) / members.length).toFixed(1)} %)`
}
