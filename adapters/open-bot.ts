import { join } from 'node:path'
import { type Bot, createBot, type Limits, loadContentCached, openState, type State } from '../src/index.ts'

/** Thrown for a language that no locale speaks. */
export class UnknownLanguage extends Error {
  override readonly name = 'UnknownLanguage'
}

/** Opens the bot on the content that comes with the program. Without a state folder nothing outlives the process. */
export async function openBot(
  root: string,
  { language, state: folder, limits }: { language?: string; state?: string; limits?: Limits } = {},
): Promise<{ bot: Bot; state: State }> {
  const content = await loadContentCached(
    [root],
    [join(root, 'src')],
    join(root, 'node_modules/.cache/messenger-guide'),
  )
  const state = openState(folder)
  const bot = createBot({
    content,
    state,
    ...(language === undefined ? {} : { language }),
    ...(limits ? { limits } : {}),
  })
  if (language !== undefined && bot.matchLanguage(language) === undefined) {
    throw new UnknownLanguage(`language: "${language}" is not spoken. Known: ${bot.languages.join(', ')}.`)
  }
  return { bot, state }
}
