import { containerBootstrap } from '@nlpjs/core'
import { LangEn } from '@nlpjs/lang-en'
import { LangIt } from '@nlpjs/lang-it'
import { LangZh } from '@nlpjs/lang-zh'
import { Nlp } from '@nlpjs/nlp'
import Fuse from 'fuse.js'
import type { Content } from '../../src/content/load-content.ts'
import type { Question } from './questions.ts'

/** What a bare fuse.js search over the names and texts of a language makes of a whole question: the command for its best hit. */
export function fuseCommand(content: Content, language: string): (question: string) => string {
  const commandFor: Readonly<Record<string, (id: string) => string>> = {
    messenger: (id) => id,
    criterion: (id) => `criteria ${id}`,
    term: (id) => `explain ${id}`,
    need: (id) => `recommend ${id}`,
    'not-covered': (id) => `not-listed ${id}`,
  }
  const texts = Object.entries(content.locales[language]?.sentences ?? {}).flatMap(([key, text]) => {
    const [part, id = ''] = key.split('.')
    return part === 'facts' ? [{ text, command: id }] : []
  })
  const names = content.names.flatMap(({ kind, id, phrases, languages }) => {
    const command = commandFor[kind]?.(id)
    const isSpoken = languages.length === 0 || languages.includes(language)
    return command === undefined || !isSpoken ? [] : phrases.map((text) => ({ text, command }))
  })
  const fuse = new Fuse([...names, ...texts], { keys: ['text'], ignoreLocation: true })
  return (question) => fuse.search(question, { limit: 1 })[0]?.item.command ?? ''
}

/** The trainer reports every epoch on the console, whatever its settings say. */
async function quietly(task: () => Promise<void>): Promise<void> {
  const { log } = globalThis.console
  globalThis.console.log = () => undefined
  await task()
  globalThis.console.log = log
}

/** An intent classifier trained on questions with a known intent; it knows no Hebrew. */
export async function trainedClassifier(
  questions: readonly Question[],
): Promise<(question: string, language: string) => Promise<string | undefined>> {
  const container = await containerBootstrap()
  for (const plugin of [Nlp, LangEn, LangIt, LangZh]) container.use(plugin)
  const nlp = container.get('nlp')
  Object.assign(nlp.settings, { autoSave: false, log: false, nlu: { log: false } })
  const codes: Readonly<Record<string, string>> = { en: 'en', it: 'it', 'zh-Hant': 'zh' }
  for (const code of Object.values(codes)) nlp.addLanguage(code)
  for (const { language, text, expect } of questions) {
    const [intent] = expect.intent ?? []
    const code = codes[language]
    if (intent && code) nlp.addDocument(code, text, intent)
  }
  await quietly(() => nlp.train())
  return async (question, language) => {
    const code = codes[language]
    if (!code) return undefined
    return (await nlp.process(code, question)).intent as string
  }
}
