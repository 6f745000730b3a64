import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
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
  const file = join(cacheFolder, `content-${fingerprint([...folders.flatMap(contentFolders), ...checkedBy])}.json`)
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Content
  } catch {
    const { loadContent } = await import('./load-content.ts')
    const content = loadContent(folders)
    keep(cacheFolder, file, content)
    return content
  }
}

function contentFolders(folder: string): string[] {
  return [join(folder, 'data'), join(folder, 'locales')]
}

function fingerprint(folders: readonly string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      const { mtimeMs, size } = statSync(path)
      hash.update(`${path} ${mtimeMs} ${size}\n`)
    }
  }
  return hash.digest('hex').slice(0, 32)
}

/** Written beside and renamed, so that a reader never sees half a file; a read-only installation does without. */
function keep(folder: string, file: string, content: Content): void {
  try {
    mkdirSync(folder, { recursive: true })
    const older = readdirSync(folder).filter((name) => name.startsWith('content-') && name.endsWith('.json'))
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, JSON.stringify(content))
    renameSync(draft, file)
    for (const name of older) rmSync(join(folder, name))
  } catch {
    // Nothing is lost: the next start reads the YAML again.
  }
}
