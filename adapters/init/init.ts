import confirm from '@inquirer/confirm'
import { composeConfiguration } from './compose.ts'
import { nextSteps } from './next-steps.ts'
import { askForChoices } from './questions.ts'
import { isThere, obstacleTo, save } from './save.ts'
import { surroundingsOf } from './surroundings.ts'

const noTerminal =
  '"npm run init" asks questions and needs a terminal. Without one, write the file as README.md shows under "More commands".'

/**
 * Asks an operator a few questions and writes a configuration with a comment for each key; `root` is where the content of
 * the program is. Exit code 0, 2 where nobody can be asked or nothing be written, 130 when given up.
 */
export async function init({ root, file }: { root: string; file: string }): Promise<number> {
  const obstacle = process.stdin.isTTY && process.stdout.isTTY ? obstacleTo(file) : noTerminal
  if (obstacle !== undefined) return end(obstacle, 2)
  try {
    if (isThere(file) && !(await confirm({ message: `${file} is there already. Replace it?`, default: false })))
      return end(`${file} stays as it is. To write another: npm run init -- FILE`, 0)
    const choices = await askForChoices(surroundingsOf(file, root))
    save(file, composeConfiguration(choices))
    process.stdout.write(`\n${file} is written.\n\n${nextSteps(file, choices)}`)
    return 0
  } catch (error) {
    // So the prompts call a Ctrl-C, and a terminal that closes.
    if ((error as Error).name === 'ExitPromptError') return end('\nNothing was written.', 130)
    throw error
  }
}

function end(line: string, exitCode: number): number {
  process.stderr.write(`${line}\n`)
  return exitCode
}
