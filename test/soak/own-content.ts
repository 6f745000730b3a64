import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fixture } from '../support/guide.ts'

/** A file of the content that is changed now and then. */
const sentences = 'locales/en/facts/threema.yaml'

/** Puts an operator's content into a folder and gives what changes it. */
export function placeContent(folder: string): () => void {
  cpSync(fixture('operator'), folder, { recursive: true })
  const original = readFileSync(join(folder, sentences), 'utf8')
  let changes = 0
  return () => writeFileSync(join(folder, sentences), `# Change ${++changes}\n${original}`)
}
