import { existsSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { nearest } from '../catalog/edit-distance.ts'
import { filesIn } from './folders.ts'
import type { Problem } from './problem.ts'

/**
 * YAML files below such parts of folders as `data` that are not among those read, by paths such as `data/needs.yaml`: what
 * is in them would be missed without a word. Hidden ones are meant to be.
 */
export function unreadFiles(
  folders: readonly string[],
  parts: readonly string[],
  read: readonly string[],
): readonly Problem[] {
  return folders.flatMap((folder) =>
    parts
      .map((part) => join(folder, part))
      .filter(existsSync)
      .flatMap(filesIn)
      .map((file) => relative(folder, file).replaceAll(sep, '/'))
      .filter((path) => /\.ya?ml$/i.test(path) && !/(^|\/)\./.test(path) && !read.includes(path))
      .map((path) => ({ file: join(folder, path), message: 'is not read', cure: cureFor(path, read) })),
  )
}

function cureFor(path: string, read: readonly string[]): string {
  if (/\.yml$/i.test(path)) return 'Let its name end in .yaml'
  const meant = nearest(path, read)
  if (meant !== undefined) return `Did you mean ${meant}?`
  return 'Messengers go into data/messengers, sentences about them into the facts of a language'
}
