import type { Command } from './commands.ts'
import { chatInput, type Declared, messageMenu, subcommand, subcommandGroup } from './rules/command.ts'
import { lengthOf } from './rules/message.ts'
import type { Channel } from './world.ts'

/** Values that a person gives to the options of a command. */
export type Values = Readonly<Record<string, string | number | boolean>>

const optionTypes = { string: 3, integer: 4, boolean: 5, number: 10 } as const
const contexts = { text: 0, thread: 0, direct: 1, group: 2 } as const

/** Finds what a person picks among the commands, if it can be used where they are. */
function pickCommand(commands: readonly Command[], name: string, type: number, place: Place): Command {
  const command = commands.find((one) => one.name === name && one.type === type)
  if (!command) throw new Error(`There is no command "${name}" but ${commands.map((one) => one.name).join(', ')}`)
  const context = place.withBot && place.kind === 'direct' ? contexts.direct : contexts[place.kind]
  if (command.contexts && !command.contexts.includes(context))
    throw new Error(`The command "${name}" is not for ${place.kind} channels`)
  if (!(command.integration_types ?? [0]).includes(place.withBot ? 0 : 1) && place.kind !== 'direct')
    throw new Error(`The command "${name}" cannot be installed to a ${place.withBot ? 'guild' : 'user'}`)
  return command
}

/** Where a command is used, and whether the bot is there by itself. */
interface Place extends Pick<Channel, 'kind'> {
  readonly withBot: boolean
}

/** The data of a slash command, as typed: path, values, and the option that is still being typed. */
export function slashData(commands: readonly Command[], path: string, values: Values, place: Place, typing?: string) {
  const [name = '', ...inner] = path.split(' ')
  const command = pickCommand(commands, name, chatInput, place)
  const { id, type } = command
  return { id, name, type, options: optionsAlong(command, inner, values, typing) }
}

/** The data of a command in the menu of a message. */
export function menuData(commands: readonly Command[], name: string, target: string, resolved: object, place: Place) {
  const { id, type } = pickCommand(commands, name, messageMenu, place)
  return { id, name, type, target_id: target, resolved: { messages: { [target]: resolved } } }
}

function optionsAlong(declared: Declared, path: readonly string[], values: Values, typing?: string): readonly object[] {
  const options = declared.options ?? []
  const [name, ...inner] = path
  if (name === undefined) return givenOptions(declared, values, typing)
  const found = options.find((one) => one.name === name && (one.type === subcommand || one.type === subcommandGroup))
  if (!found) throw new Error(`"${declared.name}" has no "${name}" but ${options.map((one) => one.name).join(', ')}`)
  return [{ type: found.type, name, options: optionsAlong(found, inner, values, typing) }]
}

function givenOptions({ name, options = [] }: Declared, values: Values, typing?: string): readonly object[] {
  const declared = options ?? []
  const stranger = Object.keys(values).find((given) => !declared.some((option) => option.name === given))
  if (stranger)
    throw new Error(`"${name}" has no option "${stranger}" but ${declared.map((one) => one.name).join(', ')}`)
  if (declared.some(({ type }) => type === subcommand)) throw new Error(`"${name}" needs a subcommand`)
  const missing = declared.find((option) => option.required && values[option.name] === undefined)
  if (missing && typing === undefined) throw new Error(`"${name}" needs the option "${missing.name}"`)
  return declared.flatMap((option) => {
    const value = values[option.name]
    if (value === undefined) return []
    const focused = option.name === typing
    if (focused && !option.autocomplete) throw new Error(`The option "${option.name}" does not complete`)
    return [{ type: option.type, name: option.name, value: checked(option, value), ...(focused ? { focused } : {}) }]
  })
}

/** Clients send only what an option takes. */
function checked({ name, type, choices, max_length = 6000 }: Declared, value: string | number | boolean) {
  const choice = choices?.find((one) => one.value === value || one.name === value)
  if (choices?.length && !choice) throw new Error(`"${value}" is none of the choices of "${name}"`)
  const takes = { string: [optionTypes.string], boolean: [optionTypes.boolean], number: [4, 10] }[
    typeof value as 'string' | 'boolean' | 'number'
  ]
  if (!takes.includes(type as never)) throw new Error(`The option "${name}" does not take ${JSON.stringify(value)}`)
  if (lengthOf(String(value)) > max_length) throw new Error(`The option "${name}" takes ${max_length} characters`)
  return choice?.value ?? value
}
