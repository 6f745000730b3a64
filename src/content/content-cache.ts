import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LexiconEntry } from '../question/lexicon.ts'
import type { Content } from './load-content.ts'

type Eager = Omit<Content, 'phrases'>

/**
 * Content as it was when last validated, without loading the YAML and schema libraries, which cost more than the rest
 * of a start. The copy is used only while no file of the folders, nor of the code that checks them, has changed. The
 * phrases of questions are kept apart and read when the first question is asked.
 */
export async function loadContentCached(
  folders: readonly string[],
  checkedBy: readonly string[],
  cacheFolder: string,
): Promise<Content> {
  const files = { content: join(cacheFolder, 'content.json'), phrases: join(cacheFolder, 'phrases.json') }
  const sources = [...folders.flatMap((folder) => [join(folder, 'data'), join(folder, 'locales')]), ...checkedBy]
  const fingerprint = fingerprintOf(sources)
  const content = read<Eager>(files.content, fingerprint)
  if (content && isFresh(files.phrases, files.content)) {
    return { ...content, phrases: () => read<readonly LexiconEntry[]>(files.phrases, fingerprint) ?? [] }
  }
  const { loadContent } = await import('./load-content.ts')
  const { phrases, ...eager } = loadContent(folders)
  keep(cacheFolder, files.phrases, { fingerprint, content: phrases() })
  keep(cacheFolder, files.content, { fingerprint, content: eager })
  return { ...eager, phrases }
}

/** Names, sizes and times of all files: what changes when one of them does. */
function fingerprintOf(folders: readonly string[]): string {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  return files
    .map((file) => {
      const { mtimeMs, size } = statSync(file)
      return `${file} ${mtimeMs} ${size}`
    })
    .join('\n')
}

/** The phrases are written first, so those beside a content file are its own. */
function isFresh(phrases: string, content: string): boolean {
  const written = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return (written(phrases) ?? Number.POSITIVE_INFINITY) <= (written(content) ?? 0)
}

function read<T>(file: string, fingerprint: string): T | undefined {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { fingerprint: string; content: T }
    return kept.fingerprint === fingerprint ? kept.content : undefined
  } catch {
    return undefined
  }
}

/** Written beside and renamed, so that a reader never sees half a file; a read-only installation does without. */
function keep(folder: string, file: string, kept: { fingerprint: string; content: unknown }): void {
  try {
    mkdirSync(folder, { recursive: true })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, JSON.stringify(kept))
    renameSync(draft, file)
  } catch {
    // Nothing is lost: the next start reads the YAML again.
  }
}
