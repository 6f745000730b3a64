import { checkContent, describeProblem } from '../src/index.ts'
import { readConfiguration } from './configuration.ts'
import { contentFolders } from './content.ts'
import { openBot } from './open-bot.ts'

/** Checks configuration, data and locales and prints every problem, or with `ids` all ids of facts. Exit code 0 or 2. */
export async function check(options: { root: string; config: string | undefined; ids: boolean }): Promise<number> {
  const { content } = options.config === undefined ? {} : await readConfiguration(options.config)
  const problems = await checkContent(contentFolders(options.root, content))
  for (const problem of problems) process.stderr.write(`${describeProblem(problem)}\n`)
  if (problems.length > 0) return 2
  if (options.ids) await printIds(options.root, content)
  else process.stdout.write('Configuration, data and locales are in order.\n')
  return 0
}

async function printIds(root: string, content: string | undefined): Promise<void> {
  const { bot, state } = await openBot(root, { content })
  for (const id of bot.catalog.subjects) {
    for (const criterion of bot.catalog.criteria) process.stdout.write(`${id} ${criterion}\n`)
    for (const claim of bot.catalog.facts(id)) process.stdout.write(`${id} ${claim.id}\n`)
  }
  state.close()
}
