import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Bot, type Content, checkContent, describeProblem, loadContentCached } from '../src/index.ts'
import type { Log } from './log.ts'

/** The folders that answers come from: what comes with the program, then the operator's own. */
export function contentFolders(root: string, own: string | undefined): readonly string[] {
  return own === undefined ? [root] : [root, own]
}

/** Content that was validated before, or else is now. Throws `InvalidContent` with every problem. */
export function openContent(root: string, own: string | undefined): Promise<Content> {
  const cache = join(root, 'node_modules/.cache/messenger-guide')
  return loadContentCached(contentFolders(root, own), [join(root, 'src')], cache)
}

/** Prints every problem of the content, or keeps it validated for others to open. Exit code 0 or 2. */
export async function validateContent(root: string, own: string | undefined): Promise<number> {
  const problems = await checkContent(contentFolders(root, own))
  for (const problem of problems) process.stderr.write(`${describeProblem(problem)}\n`)
  if (problems.length > 0) return 2
  await openContent(root, own)
  return 0
}

/** Thrown with every problem that the other process found. */
class RefusedContent extends Error {
  override readonly name = 'InvalidContent'
}

/**
 * Refuses content that is not in order. It is validated in a process of its own, which keeps the bot answering meanwhile
 * and takes its memory away with it.
 */
export async function validateContentApart(own: string): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [process.argv[1] ?? '', 'content', own])
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string }
    if (code === 2) throw new RefusedContent(stderr?.trim())
    throw error
  }
}

/** How long files must be left alone before they are read, in milliseconds: an editor writes in several steps. */
const quiet = 300

/**
 * Has a bot answer from an operator's content as it changes. What is not in order is refused as a whole, with the reasons
 * in the log, and the bot goes on answering from what it had.
 */
export async function followContent(bot: Bot, root: string, own: string, log: Log): Promise<() => Promise<void>> {
  const { watch } = await import('chokidar')
  const watcher = watch(
    ['data', 'locales'].map((name) => join(own, name)),
    { ignoreInitial: true },
  )
  let timer: NodeJS.Timeout | undefined
  let reading = Promise.resolve()
  const read = async () => {
    try {
      await validateContentApart(own)
      bot.reload(await openContent(root, own))
      log('info', 'Answering from what changed in {own}.', { own })
    } catch (error) {
      const reason = (error as Error).message
      log('error', 'The change in {own} is refused; answers stay as they were.\n{reason}', { own, reason })
    }
  }
  watcher.on('all', () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      reading = reading.then(read)
    }, quiet)
  })
  watcher.on('error', (error) =>
    log('error', 'Changes in {own} cannot be seen: {reason}.', { own, reason: String(error) }),
  )
  return async () => {
    clearTimeout(timer)
    await watcher.close()
    await reading
  }
}
