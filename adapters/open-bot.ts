import {
  type Bot,
  createBot,
  type Limits,
  type Observation,
  openState,
  type QuestionKeeping,
  type State,
} from '../src/index.ts'
import { openContent } from './content.ts'

/** Thrown for a language that no locale speaks. */
export class UnknownLanguage extends Error {
  override readonly name = 'UnknownLanguage'
}

/** What an operator may choose. */
interface BotSettings {
  readonly language?: string | undefined
  /** Without a folder nothing outlives the process. */
  readonly state?: string | undefined
  readonly limits?: Limits
  readonly keepQuestions?: QuestionKeeping | undefined
  /** A folder of content beside that of the program. */
  readonly content?: string | undefined
}

/** Opens the bot on the content that comes with the program. */
export async function openBot(
  root: string,
  { language, state: folder, limits, keepQuestions, content: own }: BotSettings = {},
  observe?: (observation: Observation) => void,
): Promise<{ bot: Bot; state: State }> {
  const content = await openContent(root, own)
  const state = openState(folder)
  const bot = createBot({
    content,
    state,
    ...(language === undefined ? {} : { language }),
    ...(limits ? { limits } : {}),
    keepQuestions,
    ...(observe ? { observe } : {}),
  })
  if (language !== undefined && bot.matchLanguage(language) === undefined) {
    throw new UnknownLanguage(`language: "${language}" is not spoken. Known: ${bot.languages.join(', ')}.`)
  }
  return { bot, state }
}
