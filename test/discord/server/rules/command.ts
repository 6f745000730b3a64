import { Locale } from 'discord.js'
import { repeated } from './components.ts'
import { lengthOf } from './message.ts'

/** A command, subcommand or option as it was declared; the schema has already looked at its shape. */
export interface Declared {
  readonly type?: number | null
  readonly name: string
  readonly description?: string | null
  readonly name_localizations?: Readonly<Record<string, string>> | null
  readonly description_localizations?: Readonly<Record<string, string>> | null
  readonly required?: boolean
  readonly autocomplete?: boolean
  readonly max_length?: number
  readonly choices?: readonly Choice[] | null
  readonly options?: readonly Declared[] | null
}

/** One of the values that an option or a completion offers. */
export interface Choice {
  readonly name: string
  readonly value: string | number
  readonly name_localizations?: Readonly<Record<string, string>> | null
}

export const chatInput = 1
export const messageMenu = 3
/** Types of options: a subcommand and a group of them. */
export const subcommand = 1
export const subcommandGroup = 2
/** Documented with an apostrophe, which the service refuses all the same. */
const namePattern = /^[-_\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
const mostCharacters = 8000
const mostOf: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 }
const locales = new Set<string>(Object.values(Locale))

/** What is wrong with the whole set of an application's commands. */
export function commandSetProblems(commands: readonly Declared[]): readonly string[] {
  const perType = Object.entries(Object.groupBy(commands, ({ type }) => type ?? chatInput))
  return [
    ...commands.flatMap(commandProblems),
    ...perType.flatMap(([type, same = []]) => [
      ...repeated(same.map(({ name }) => name)).map((name) => `the command "${name}" is declared twice`),
      ...(same.length > (mostOf[Number(type)] ?? 0) ? [`${same.length} commands of type ${type}`] : []),
    ]),
  ]
}

function commandProblems(command: Declared): readonly string[] {
  if ((command.type ?? chatInput) !== chatInput) return [...menuProblems(command), ...localeProblems(command)]
  const length = charactersOf(command)
  return [
    ...(length > mostCharacters ? [`/${command.name} has ${length} characters of at most ${mostCharacters}`] : []),
    ...declarationProblems(command, `/${command.name}`),
  ]
}

function menuProblems({ name, description, options }: Declared): string[] {
  return description || options?.length ? [`the menu command "${name}" has a description or options`] : []
}

function declarationProblems(declared: Declared, path: string, depth = 0): readonly string[] {
  const options = declared.options ?? []
  const names = [declared.name, ...Object.values(declared.name_localizations ?? {})]
  const problems = names.filter((name) => !isName(name)).map((name) => `${path} is named "${name}"`)
  if (!declared.description) problems.push(`${path} has no description`)
  if (declared.autocomplete && declared.choices?.length) problems.push(`${path} has both choices and autocomplete`)
  if (declared.type === subcommandGroup && depth > 1) problems.push(`${path} is a group in a group`)
  return [
    ...problems,
    ...localeProblems(declared, path),
    ...choiceProblems(declared.choices ?? [], path),
    ...orderProblems(options, path),
    ...options.flatMap((option) => declarationProblems(option, `${path} ${option.name}`, depth + 1)),
  ]
}

function isName(name: string): boolean {
  return namePattern.test(name) && name === name.toLowerCase()
}

function orderProblems(options: readonly Declared[], path: string): string[] {
  const nested = options.filter(({ type }) => type === subcommand || type === subcommandGroup)
  const problems = repeated(options.map(({ name }) => name)).map((name) => `${path} has the option "${name}" twice`)
  if (nested.length > 0 && nested.length < options.length) problems.push(`${path} mixes subcommands and options`)
  if (options.some(({ required }, index) => required && options[index - 1] && !options[index - 1]?.required))
    problems.push(`${path} has a required option after one that is not`)
  return problems
}

/** What is wrong with the choices of an option or of a completion, of which there may be 25. */
export function choiceProblems(choices: readonly Choice[], path: string): readonly string[] {
  return [
    ...(choices.length > 25 ? [`${path} has ${choices.length} choices of at most 25`] : []),
    ...repeated(choices.map(({ name }) => name)).map((name) => `${path} has the choice "${name}" twice`),
    ...choices.flatMap((choice) => [
      ...localeProblems(choice, path),
      ...[choice.name, ...Object.values(choice.name_localizations ?? {})].flatMap((name) =>
        lengthOf(name) < 1 || lengthOf(name) > 100
          ? [`${path} has the choice "${name}", not of 1 to 100 characters`]
          : [],
      ),
      ...(lengthOf(String(choice.value)) > 100 ? [`${path} has a value of over 100 characters`] : []),
    ]),
  ]
}

function localeProblems(
  { name, name_localizations, description_localizations }: Omit<Declared, 'type'>,
  path = name,
): string[] {
  const named = [...Object.keys(name_localizations ?? {}), ...Object.keys(description_localizations ?? {})]
  return named.filter((locale) => !locales.has(locale)).map((locale) => `${path} speaks "${locale}", no Discord locale`)
}

/** The longest localisation of each text counts. */
function charactersOf(declared: Declared): number {
  const longest = (text: string, localised: Declared['name_localizations']) =>
    Math.max(lengthOf(text), ...Object.values(localised ?? {}).map(lengthOf))
  const own =
    longest(declared.name, declared.name_localizations) +
    longest(declared.description ?? '', declared.description_localizations)
  const choices = (declared.choices ?? []).map(
    ({ name, value, name_localizations }) => longest(name, name_localizations) + lengthOf(String(value)),
  )
  return [own, ...choices, ...(declared.options ?? []).map(charactersOf)].reduce((sum, length) => sum + length, 0)
}
