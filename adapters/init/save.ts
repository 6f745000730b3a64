import { accessSync, constants, existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Whether something is there already. */
export function isThere(file: string): boolean {
  return existsSync(file)
}

/** Why nothing can be written there, if so. */
export function obstacleTo(file: string): string | undefined {
  const folder = dirname(file)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return `There is no folder ${folder}. Make it first.`
  if (existsSync(file) && !statSync(file).isFile()) return `${file} is no file. Name one.`
  try {
    accessSync(folder, constants.W_OK)
    return undefined
  } catch {
    return `${folder} cannot be written. Name another place: npm run init -- FILE`
  }
}

/**
 * Writes a file as a whole or not at all. Everybody may read it: it holds no secret, and the bot often runs as another
 * user than who sets it up.
 */
export function save(file: string, text: string): void {
  const target = existsSync(file) ? realpathSync(file) : file
  const draft = `${target}.${process.pid}.tmp`
  try {
    writeFileSync(draft, text, { mode: 0o644, flag: 'wx' })
    renameSync(draft, target)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}
