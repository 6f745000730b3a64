import { readFileSync } from 'node:fs'

const languages = ['en', 'he', 'it', 'zh-Hant'] as const

/** What people ask, in all four languages in turn. */
export const questions: readonly string[] = languages
  .map((language) => new URL(`../eval/questions/${language}.development.jsonl`, import.meta.url))
  .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'))
  .map((line) => (JSON.parse(line) as { text: string }).text)

/** Questions that are answered differently from each other in every setting, for edits. */
export const cards = ['signal', 'session', 'briar', 'molly', 'simplex', 'element'] as const

export const commands: readonly string[] = [
  ...cards,
  'compare signal session',
  'compare briar element forward-secrecy',
  'explain pfs',
  'recommend linux',
  'criteria',
  'links briar',
  'history signal',
  'sources session',
  'search encryption',
  'not-listed',
  'privacy',
  'help',
]

/** What nobody asks the bot. */
export const chatter: readonly string[] = [
  'good morning',
  'has anybody seen my keys?',
  'buongiorno',
  'בוקר טוב',
  '早安',
]
