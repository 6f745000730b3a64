import type { Problem } from './content/problem.ts'

export { closingBlocks } from './answer/closing.ts'
export type { Answer, Block, ChoiceOption, FactEntry, FollowUp, Footnote, Inline, Line } from './answer/document.ts'
export { isMistake } from './answer/document.ts'
export { fitAnswer } from './answer/fit.ts'
export { renderJson } from './answer/json.ts'
export type { Offers } from './answer/offers.ts'
export { otherThan, plainLine, renderPlainText } from './answer/plain-text.ts'
export type { Regret } from './answer/regret.ts'
export { typedHere } from './answer/typed-here.ts'
export { type Bot, type BotOptions, createBot } from './bot.ts'
export { nearest } from './catalog/edit-distance.ts'
export type { CommandDeclaration, ParameterDeclaration } from './commands/declare.ts'
export type { Suggestion } from './commands/suggest.ts'
export { loadContentCached } from './content/content-cache.ts'
export type { LayeredYaml } from './content/layered-yaml.ts'
export type { Content } from './content/load-content.ts'
export { describeProblem, InvalidContent, type Problem } from './content/problem.ts'
export { dropUnwanted, expireQuestions, nameOf, type QuestionKeeping } from './keeping/keeping.ts'
export { isolateLeftToRight, isolateRightToLeft, leaveLatinBare, rightToLeftMark } from './language/direction.ts'
export { matchLanguage } from './language/languages.ts'
export { type Limit, type Limits, usualLimits } from './limits/limits.ts'
export type { Observation } from './observation.ts'
export type { Board, Circumstances, Platform, Posted } from './pins/platform.ts'
export type { Subjects } from './question/gather.ts'
export { afterPrefix, letter } from './question/prefix.ts'
export type { PlacedRequest, Request, SuggestionRequest } from './request.ts'
export { type DatabaseFile, guarded, openDatabase } from './state/database.ts'
export type { PlaceFile } from './state/place-file.ts'
export {
  type Layout,
  openState,
  type Place,
  type PlaceRecord,
  type PlaceSettings,
  type State,
  UnusableState,
} from './state/state.ts'

/** Reads what `state export` wrote; the schema library is loaded only when needed. */
export async function readPlaceFile(text: string) {
  const { readPlaceFile: read } = await import('./state/place-file.ts')
  return read(text)
}

/** Reads a YAML file with the lines its values stand on; the library is loaded only when needed. */
export async function readYaml(file: string) {
  const { readLayeredYaml } = await import('./content/layered-yaml.ts')
  return readLayeredYaml([file])
}

/** The tags of all languages that the given folders hold sentences of; the library is loaded only when needed. */
export async function languagesIn(folders: readonly string[]): Promise<readonly string[]> {
  const { languagesIn: list } = await import('./content/load-content.ts')
  return list(folders)
}

/** Every problem of the content in the given folders: schema, references and sentences. */
export async function checkContent(folders: readonly string[]): Promise<readonly Problem[]> {
  const { contentProblems } = await import('./content/check-content.ts')
  return contentProblems(folders)
}
