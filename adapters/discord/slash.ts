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

/** The question that a subcommand asks, and whether its answer is for the asker alone. */
export function readSlash(
  bot: Bot,
  { name, options = [] }: Subcommand,
): Required<Pick<Request, 'command' | 'text'>> & { readonly isPrivate: boolean } {
  const declared = bot.declarations.find((command) => command.name === name)
  const order = declared?.parameters.flatMap(optionNames) ?? options.map((option) => option.name)
  const given = order.flatMap((one) => options.find((option) => option.name === one) ?? [])
  return {
    command: name,
    text: given.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])).join(', '),
    isPrivate: options.some((option) => option.name === privateOption && option.value === true),
  }
}
