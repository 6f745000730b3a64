import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
  keep(cacheFolder, file, fingerprint, content)
  return content
}

/** Names, sizes and times of all files: what changes when one of them does. */
function fingerprintOf(folders: readonly string[]): string {
  const files = folders
    .filter(existsSync)
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => join(entry.parentPath, entry.name)),
    )
  return files
    .flatMap((file) => {
      // Of a link what counts is the file that it leads to, if there is one.
      const found = statSync(file, { throwIfNoEntry: false })
      return found?.isFile() ? [`${file} ${found.mtimeMs} ${found.size}`] : []
    })
    .join('\n')
}

function read(file: string, fingerprint: string): Content | undefined {
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
