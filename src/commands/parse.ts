import type { Answer } from '../answer/document.ts'
import type { Condition } from '../catalog/catalog.ts'
import { type Recognized, recognize } from '../question/recognize.ts'
import { wordsOf } from '../question/words.ts'
import type { Command, Context, Parameter } from './command.ts'
import { didYouMean, wrongArguments } from './mistakes.ts'
import { thingName } from './shared.ts'

/** A command with the ids given for its parameters, or the answer that says what was wrong with them. */
export type Parsed =
  | {
      readonly given: Readonly<Record<string, readonly string[]>>
      readonly context: Context
      /** What was read from a misspelling, and words that name nothing: to be said, not hidden. */
      readonly remarks: readonly string[]
    }
  | { readonly mistake: Answer }

/** Reads a command's arguments from the words that follow its name. */
export function parseArguments(context: Context, command: Command, words: string): Parsed {
  const free = command.parameters.find(({ takes }) => takes === 'text')
  if (free) return parseText(context, command, free, words)
  const kinds = command.parameters.flatMap(({ takes }) => (takes === 'text' ? [] : takes))
  const sought = kinds.includes('messenger') ? [...kinds, 'not-covered' as const] : kinds
  const { found, unclear, unknown } = recognize(words, context.names, sought, context.smallWords)
  if (unclear[0]) return { mistake: didYouMean(context, 'help', unclear[0].candidates) }

  const given: Record<string, string[]> = Object.fromEntries(command.parameters.map(({ name }) => [name, []]))
  // Messengers outside the guide are no arguments: they are named apart.
  for (const { kind, id } of found.filter((one) => one.kind !== 'not-covered')) {
    const parameter = command.parameters.find(({ takes }) => takes !== 'text' && takes.includes(kind))
    if (parameter && !given[parameter.name]?.includes(id)) given[parameter.name]?.push(id)
  }
  const notCovered = [...new Set(found.filter(({ kind }) => kind === 'not-covered').map(({ id }) => id))]
  const leftOver = unknown.map(({ word }) => word).filter((word) => !context.smallWords.has(word))
  const problems = command.parameters.flatMap((parameter) =>
    countProblem(context, parameter, given[parameter.name]?.length ?? 0, notCovered.length),
  )
  if (problems.length > 0) {
    const strange = leftOver.length > 0 ? [leftOut(context, leftOver)] : []
    return { mistake: wrongArguments({ ...context, notCovered }, command, [...problems, ...strange]) }
  }
  return {
    given,
    context: { ...context, notCovered, conditions: conditionsOf(context, found, wordsOf(words)) },
    remarks: [...misspellings(context, found), ...(leftOver.length > 0 ? [leftOut(context, leftOver)] : [])],
  }
}

function parseText(context: Context, command: Command, parameter: Parameter, words: string): Parsed {
  const given = words.trim()
  if (given === '' && parameter.least > 0) {
    return { mistake: wrongArguments(context, command, countProblem(context, parameter, 0, 0)) }
  }
  return { given: { [parameter.name]: given === '' ? [] : [given] }, context, remarks: [] }
}

/** A messenger outside the guide stands in for one, so that it can be named instead of counted as missing. */
function countProblem(
  { voice }: Context,
  { name, takes, least, most }: Parameter,
  count: number,
  notCovered: number,
): string[] {
  const what = voice.recite(`parameters.${name}`)
  const outside = takes.includes('messenger') ? notCovered : 0
  if (count + outside < least) return [voice.say('mistake.tooFew', { what, count: least })]
  return count > most ? [voice.say('mistake.tooMany', { what, count: most })] : []
}

function leftOut({ voice }: Context, words: readonly string[]): string {
  return voice.say('mistake.leftOut', { words: words.join(' ') })
}

/** Says which name a misspelt word was taken for. */
export function misspellings(context: Context, found: readonly Recognized[]): string[] {
  const readings = found
    .filter(({ exact }) => !exact)
    .map((named) => context.voice.say('mistake.readAs', { words: named.words, meaning: thingName(context, named) }))
  return [...new Set(readings)]
}

/** What each need or criterion asks for; "no" before a criterion asks for the opposite. */
function conditionsOf(
  { catalog, negations }: Context,
  found: readonly Recognized[],
  words: readonly string[],
): Condition[] {
  return found.flatMap(({ kind, id, at }): Condition[] => {
    if (kind === 'need') {
      const need = catalog.need(id)
      return need && 'criterion' in need ? [need] : []
    }
    if (kind !== 'criterion') return []
    const negated = [1, 2, 3, 4].some((length) => negations.has(words.slice(Math.max(0, at - length), at).join(' ')))
    return [{ criterion: id, value: negated ? 'no' : (catalog.criterion(id).desired ?? 'yes') }]
  })
}
