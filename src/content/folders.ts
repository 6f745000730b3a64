import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { InvalidContent } from './problem.ts'

/** The names in a folder inside of several, without their ending and without hidden ones, sorted. Throws `InvalidContent`. */
export function namesIn(folders: readonly string[], path: string, ending: string): string[] {
  const found = folders
    .flatMap((folder) => listed(join(folder, path)))
    .filter((name) => name.endsWith(ending) && !name.startsWith('.'))
  return [...new Set(found.map((name) => name.slice(0, name.length - ending.length)))].toSorted()
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    const problem =
      code === 'ENOTDIR'
        ? { message: 'is in no folder, or is none', cure: 'Put a folder there, or nothing' }
        : {
            message: `cannot be read (${code})`,
            cure: 'Check that this user may read it, and that links lead somewhere',
          }
    throw new InvalidContent([{ file: folder, ...problem }])
  }
}

/** Whether there is anything, be it a link that leads nowhere: what is wrong with it shows when it is read. */
export function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined
  } catch {
    return true
  }
}

/** The paths of all that is below a folder, except for folders; links are not followed. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
}
