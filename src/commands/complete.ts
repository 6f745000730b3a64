import type { Catalog } from '../catalog/catalog.ts'
import type { NameIndex } from '../catalog/names.ts'
import { wordsOf } from '../question/words.ts'
import { commands } from './index.ts'

/** What could complete the last word of a text: commands and messengers first, then what the command takes. */
export function complete(names: NameIndex, catalog: Catalog, typed: string, newWord: boolean): readonly string[] {
  const parts = typed.split(' ')
  const last = newWord ? '' : (parts.at(-1) ?? '')
  const first = wordsOf(parts[0] ?? '').join(' ')
  const command = commands.find(({ name }) => name === names.find(first).find(({ kind }) => kind === 'command')?.id)
  const atStart = parts.length === 1 && !newWord
  const kinds = command && !atStart ? command.parameters.flatMap(({ takes }) => (takes === 'text' ? [] : takes)) : []
  const ids: Readonly<Record<string, readonly string[]>> = {
    messenger: catalog.subjects,
    criterion: catalog.criteria,
    term: Object.keys(catalog.data.terms),
    need: Object.keys(catalog.data.needs),
    'not-covered': Object.keys(catalog.data.notCovered),
    command: commands.map(({ name }) => name),
  }
  const candidates = atStart
    ? [...commands.map(({ name }) => name), ...catalog.subjects]
    : kinds.flatMap((kind) => ids[kind] ?? [])
  return [...new Set(candidates)].filter((candidate) => candidate.startsWith(last.toLowerCase()))
}
