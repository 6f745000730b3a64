import type { Bot, Request } from '../../src/index.ts'
import { optionNames, privateOption } from './options.ts'

/** A subcommand as Discord reports it, with its options filled in, or one of them still being typed. */
export interface Subcommand {
  readonly name: string
  readonly options?: readonly FilledOption[]
}

interface FilledOption {
  readonly name: string
  readonly value?: string | number | boolean
  readonly focused?: boolean
}

/** The question that a subcommand asks, and whether its answer is for the asker alone, if they chose. */
export function readSlash(
  bot: Bot,
  { name, options = [] }: Subcommand,
): Required<Pick<Request, 'command' | 'text'>> & { readonly isPrivate: boolean | undefined } {
  const declared = bot.declarations.find((command) => command.name === name)
  const order = declared?.parameters.flatMap((parameter) =>
    optionNames(parameter).map((option) => ({ option, typed: parameter.isKeyword ? `${parameter.name} ` : '' })),
  )
  const given = (order ?? options.map((option) => ({ option: option.name, typed: '' }))).flatMap(
    ({ option, typed }) => {
      const value = options.find((one) => one.name === option)?.value
      return typeof value === 'string' ? [`${typed}${value}`] : []
    },
  )
  const chosen = options.find((option) => option.name === privateOption)?.value
  return { command: name, text: given.join(', '), isPrivate: typeof chosen === 'boolean' ? chosen : undefined }
}
