import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { flatten } from '../content/load-content.ts'
import { placeholdersOf, pluralSuffix } from './placeholders.ts'
import type { SentenceTree } from './schema.ts'

const source = new URL('../../locales/en/interface.yaml', import.meta.url)
const target = new URL('./sentence-types.ts', import.meta.url)

/** The types of all interface sentences and their placeholders, read from the English ones. */
export function sentenceTypes(): string {
  const placeholders = new Map<string, Set<string>>()
  for (const [key, sentence] of flatten(parse(readFileSync(source, 'utf8')) as SentenceTree)) {
    const names = placeholders.get(key.replace(pluralSuffix, '')) ?? new Set()
    for (const name of placeholdersOf(sentence)) names.add(name)
    placeholders.set(key.replace(pluralSuffix, ''), names)
  }
  const lines = [...placeholders]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, names]) => {
      const fields = [...names].toSorted().map((name) => `${name}: ${name === 'count' ? 'number' : 'string'}`)
      return `  '${key}': ${fields.length > 0 ? `{ ${fields.join('; ')} }` : 'Record<never, never>'}`
    })
  return `// Written by \`npm run sentences\` from locales/en/interface.yaml. Do not edit.\n\n/** Every interface sentence with its placeholders. */\nexport interface Sentences {\n${lines.join('\n')}\n}\n`
}

if (import.meta.main) writeFileSync(fileURLToPath(target), sentenceTypes())
