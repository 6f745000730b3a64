import { parseArgs } from 'node:util'
import { renderJson } from '../../src/answer/json.ts'
import { createBot } from '../../src/bot.ts'
import { loadContent } from '../../src/content/load-content.ts'
import { openState } from '../../src/state/state.ts'
import { faults, type Judged } from './judge.ts'
import { fuseCommand, trainedClassifier } from './peers.ts'
import { type Question, questionsIn } from './questions.ts'

// How well questions are understood: right answers by language and category, what is wrong with the others, errors of
// fact, and outcomes that were mixed up. `--set held-out` takes the questions nobody looks at while working.
const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'development' },
    wrong: { type: 'boolean' },
    language: { type: 'string' },
  },
})
const isSeen = values.set === 'development'
const root = new URL('../..', import.meta.url).pathname
const content = loadContent([root])
const bot = createBot({ content, state: openState(), now: () => new Date('2024-12-01') })
const files = Object.keys(content.locales).map((tag) => `${tag}.${values.set}`)
const questions = [...(isSeen ? ['examples'] : []), ...files]
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
await reportPeers()
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

/** The same questions by two simpler tools: one on whole answers, given our facts; one on intents alone. */
async function reportPeers(): Promise<void> {
  const commands = new Map(Object.keys(content.locales).map((tag) => [tag, fuseCommand(content, tag)]))
  const byFuse = scored.filter(({ text, expect, language }) => {
    const answer = bot.answer({
      text: commands.get(language)?.(text) ?? '',
      language,
      place: { platform: 'eval', id: 'peer' },
      moderates: false,
    })
    return faults(JSON.parse(renderJson(text, answer)) as Judged, expect, language).length === 0
  })
  print(`\nbare fuse.js over the same texts, told the language: ${percent(byFuse.length, scored.length)}`)
  const training = isSeen ? [] : Object.keys(content.locales).map((tag) => `${tag}.development`)
  const intents = await trainedClassifier([...questionsIn('examples'), ...training.flatMap(questionsIn)])
  const asked = scored.filter(({ expect, language }) => expect.intent !== undefined && language !== 'he')
  let classified = 0
  for (const { text, language, expect } of asked)
    if (expect.intent?.includes((await intents(text, language)) ?? '')) classified++
  const ours = asked.filter(({ expect, answer }) => expect.intent?.includes(answer.intent))
  print(`@nlpjs, intents alone, without Hebrew, which it lacks: ${percent(classified, asked.length)}`)
  print(`ours, the same: ${percent(ours.length, asked.length)}`)
}

function percent(right: number, all: number): string {
  return `${right} of ${all} (${((100 * right) / all).toFixed(1)} %)`
}

function report(name: string, of: (question: Scored) => string): void {
  print(`\nright by ${name}:`)
  for (const [group, members] of Map.groupBy(scored, of)) print(`  ${group.padEnd(16)} ${share(members)}`)
  if (name === 'language') print(`  ${'all'.padEnd(16)} ${share(scored)}`)
}

function share(members: readonly Scored[]): string {
  const right = members.filter(({ faults }) => faults.length === 0).length
  return percent(right, members.length)
}
