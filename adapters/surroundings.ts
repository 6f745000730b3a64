import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { languagesIn, matchLanguage } from '../src/index.ts'
import { contentFolders } from './content.ts'
import { type Flaw, valueAt } from './explain-issue.ts'
import { lackOf } from './secret.ts'

/** What is wrong with a folder of the operator's own content. */
export function contentFlaws(folder: string | undefined): readonly Flaw[] {
  if (folder === undefined) return []
  const flaw = (message: string, cure: string): Flaw => ({ path: ['content'], message: `content: ${message}`, cure })
  const parts = ['data', 'locales'].map((name) => join(folder, name)).filter((part) => existsSync(part))
  if (parts.length > 0)
    return parts.flatMap((part) => obstacleToReading(part) ?? []).map((obstacle) => flaw(obstacle, mendReading))
  const message = existsSync(folder) ? `${folder} holds neither "data" nor "locales"` : `there is no folder ${folder}`
  return [flaw(message, 'Put your files there, or remove the key')]
}

const mendReading = 'Have a folder there that this user may read, with all in it'

function obstacleToReading(folder: string): string | undefined {
  try {
    readdirSync(folder, { recursive: true })
    return undefined
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException
    return code === 'ENOTDIR' ? `${path} is no folder` : `${path} cannot be read (${code})`
  }
}

/** What keeps a folder from taking the state; it need not be there yet. */
export function stateFlaws(folder: string | undefined): readonly Flaw[] {
  if (folder === undefined) return []
  let standing = folder
  while (!existsSync(standing)) standing = dirname(standing)
  const obstacle = obstacleTo(standing)
  const cure = 'Name another folder, or let this user write there'
  return obstacle === undefined ? [] : [{ path: ['state'], message: `state: ${standing} ${obstacle}`, cure }]
}

function obstacleTo(standing: string): string | undefined {
  if (!statSync(standing).isDirectory()) return 'is no folder'
  try {
    accessSync(standing, constants.W_OK | constants.X_OK)
    return undefined
  } catch {
    return 'cannot be written'
  }
}

/** Whether there are sentences in a language, in the program's or the operator's own content. */
export async function languageFlaws(
  language: string | undefined,
  root: string,
  content: string | undefined,
): Promise<readonly Flaw[]> {
  if (language === undefined) return []
  const known = await languagesIn(contentFolders(root, content))
  if (matchLanguage(Object.fromEntries(known.map((tag) => [tag, true])), language) !== undefined) return []
  const cure = `Known: ${known.join(', ')}`
  return [{ path: ['language'], message: `language: ${JSON.stringify(language)} is not spoken`, cure }]
}

/** The secret that each platform needs. */
const secretOf = { matrix: 'MATRIX_ACCESS_TOKEN', discord: 'DISCORD_TOKEN' }

/** Where a configuration names no platform to answer on. */
export function platformFlaws(configuration: unknown): readonly Flaw[] {
  if (Object.keys(secretOf).some((section) => valueAt(configuration, [section]) !== undefined)) return []
  return [{ path: [], message: 'names no platform', cure: 'Add a "matrix" or a "discord" section for "npm run bot"' }]
}

/** Secrets that a configuration's platforms need and do not get: not set at all, or set to what is of no use. */
export function secretFlaws(configuration: unknown): { missing: readonly Flaw[]; wrong: readonly Flaw[] } {
  const lacks = Object.entries(secretOf)
    .filter(([section]) => valueAt(configuration, [section]) !== undefined)
    .flatMap(([section, name]) => ({ section, lack: lackOf(name) }))
  const flaws = (isSet: boolean) =>
    lacks.flatMap(({ section, lack }) =>
      lack?.isSet === isSet ? [{ path: [section], message: `${section}: ${lack.message}`, cure: lack.cure }] : [],
    )
  return { missing: flaws(false), wrong: flaws(true) }
}
