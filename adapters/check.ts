import { checkContent, describeProblem } from '../src/index.ts'
import { contentFolders } from './content.ts'
import { openBot } from './open-bot.ts'
import { type Examination, examineConfiguration } from './read-configuration.ts'

/** Checks configuration, data and locales and prints every problem, or with `ids` all ids of facts. Exit code 0 or 2. */
export async function check(options: { root: string; config: string | undefined; ids: boolean }): Promise<number> {
  const { root, config } = options
  const examined: Examination =
    config === undefined ? { problems: [], lacks: [] } : await examineConfiguration(root, config)
  const { content } = examined
  const problems = [...examined.problems, ...(await checkContent(contentFolders(root, content)))]
  for (const problem of problems) print(describeProblem(problem))
  // No problems, because a configuration is often checked where its secrets are not, and a chat needs no platform.
  for (const lack of examined.lacks) print(describeProblem({ ...lack, message: `note: ${lack.message}` }))
  if (problems.length > 0) return 2
  if (options.ids) await printIds(root, content)
  else process.stdout.write('Configuration, data and locales are in order.\n')
  return 0
}

function print(line: string): void {
  process.stderr.write(`${line}\n`)
}

async function printIds(root: string, content: string | undefined): Promise<void> {
  const { bot, state } = await openBot(root, { content })
  for (const id of bot.catalog.subjects) {
    for (const criterion of bot.catalog.criteria) process.stdout.write(`${id} ${criterion}\n`)
    for (const claim of bot.catalog.facts(id)) process.stdout.write(`${id} ${claim.id}\n`)
  }
  state.close()
}
