import type { APIApplicationCommandOptionChoice } from 'discord.js'
import type { Bot, Place } from '../../src/index.ts'
import { optionNames } from './options.ts'
import type { Subcommand } from './slash.ts'

/** Choices, and characters of a choice's name. https://docs.discord.com/developers/interactions/application-commands#autocomplete */
const mostChoices = 25
const longestChoice = 100

/** What may be meant by the option that somebody is typing. */
export function completeOption(
  bot: Bot,
  { name, options = [] }: Subcommand,
  asked: { readonly place: Place; readonly language?: string },
): APIApplicationCommandOptionChoice<string>[] {
  const typing = options.find(({ focused }) => focused)
  const declared = bot.declarations.find((command) => command.name === name)
  const parameter = declared?.parameters.find((one) => optionNames(one).some((option) => option === typing?.name))
  if (!typing || !parameter) return []
  const given = options.filter((option) => option !== typing).map(({ value }) => String(value))
  return bot
    .suggest({
      ...asked,
      command: name,
      parameter: parameter.name,
      typed: String(typing.value ?? ''),
      given,
      most: mostChoices,
    })
    .map(({ value, label }) => ({ name: [...label].slice(0, longestChoice).join(''), value }))
}
