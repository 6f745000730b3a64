import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesIn } from './folders.ts'
import type { Content } from './load-content.ts'

/**
 * Content as it was when last validated, without loading the YAML and schema libraries, which cost more than the rest
 * of a start. The copy is used only while no file of the folders, nor of the code that checks them, has changed.
 */
export async function loadContentCached(
  folders: readonly string[],
  checkedBy: readonly string[],
  cacheFolder: string,
): Promise<Content> {
  const name = createHash('sha256').update(folders.join('\n')).digest('hex').slice(0, 12)
  const file = join(cacheFolder, `content-${name}.json`)
  const sources = [...folders.flatMap((folder) => [join(folder, 'data'), join(folder, 'locales')]), ...checkedBy]
  const fingerprint = fingerprintOf(sources)
  const kept = read(file, fingerprint)
  if (kept) return kept
  const { loadContent } = await import('./load-content.ts')
  const content = loadContent(folders)
  if (fingerprint !== undefined) keep(cacheFolder, file, fingerprint, content)
  return content
}

/** Names, sizes and times of all files: what changes when one of them does. Undefined where that cannot be told. */
function fingerprintOf(folders: readonly string[]): string | undefined {
  try {
    return folders.filter(existsSync).flatMap(filesIn).map(stampOf).join('\n')
  } catch {
    return undefined
  }
}

function stampOf(file: string): string {
  const { mtimeMs, size } = statSync(file)
  return `${file} ${mtimeMs} ${size}`
}

function read(file: string, fingerprint: string | undefined): Content | undefined {
  if (fingerprint === undefined) return undefined
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8'))
    return kept.fingerprint === fingerprint ? kept.content : undefined
  } catch {
    return undefined
  }
}

/** Written beside and renamed, so that a reader never sees half a file; a read-only installation does without. */
function keep(folder: string, file: string, fingerprint: string, content: Content): void {
  try {
    mkdirSync(folder, { recursive: true })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, JSON.stringify({ fingerprint, content }))
    renameSync(draft, file)
  } catch {
    // Nothing is lost: the next start reads the YAML again.
  }
}
