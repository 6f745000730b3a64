import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type Locale,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js'
import type { Bot, CommandDeclaration, ParameterDeclaration } from '../../src/index.ts'
import { spokenLocales } from './locales.ts'
import { optionNames, privateOption } from './options.ts'

/** The one slash command; each command of the bot is a subcommand of it. */
const slashCommand = 'messenger'

/** What people type before a command of the bot where it does not see what else they write. */
export const slashPrefix = `/${slashCommand}`

/** The language of those whose own the bot does not speak. */
const fallback = 'en'

/** Servers and people may install it, and it can be used in servers, in direct chats with it and in all others. */
const everywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
}

/** Words in a language. */
type Say = (language: string) => string
type Translations = Partial<Record<Locale, string>>
type Describe = (say: Say) => { readonly description: string; readonly description_localizations: Translations }

/** The name of the entry in a message's menu that names what the message mentions. */
export function menuName(bot: Bot): string {
  return bot.say('mentioned.menu', fallback)
}

/** The commands as Discord is told of them: descriptions translated, names of subcommands and options never. */
export function declareCommands(bot: Bot): RESTPutAPIApplicationCommandsJSONBody {
  const locales = spokenLocales(bot)
  // English is given for en-US too, or people with that locale may be shown the text for en-GB.
  const translate = (say: Say): Translations => Object.fromEntries(locales.map((locale) => [locale, say(locale)]))
  const describe: Describe = (say) => ({ description: say(fallback), description_localizations: translate(say) })
  const isPrivate: APIApplicationCommandBasicOption = {
    type: ApplicationCommandOptionType.Boolean,
    name: privateOption,
    ...describe((language) => bot.say('slash.private', language)),
  }
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: slashCommand,
      ...describe((language) => bot.say('slash.about', language)),
      options: bot.declarations.map((command) => subcommandOf(command, describe, isPrivate)),
      ...everywhere,
    },
    {
      type: ApplicationCommandType.Message,
      name: menuName(bot),
      name_localizations: translate((language) => bot.say('mentioned.menu', language)),
      ...everywhere,
    },
  ]
}

function subcommandOf(
  { name, summary, parameters }: CommandDeclaration,
  describe: Describe,
  last: APIApplicationCommandBasicOption,
): APIApplicationCommandSubcommandOption {
  const options = parameters.flatMap((parameter) => optionsOf(parameter, describe))
  // Discord wants those that are required first.
  const [needed, others] = [options.filter(({ required }) => required), options.filter(({ required }) => !required)]
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name,
    ...describe(summary),
    options: [...needed, ...others, last],
  }
}

function optionsOf(parameter: ParameterDeclaration, describe: Describe): APIApplicationCommandBasicOption[] {
  const { takes, suggests, least, values, description } = parameter
  return optionNames(parameter).map((name, index) => ({
    type: ApplicationCommandOptionType.String,
    name,
    ...describe(description),
    ...(index < least ? { required: true } : {}),
    ...(values
      ? { choices: values.map((value) => ({ name: value, value })) }
      : takes !== 'text' || suggests
        ? { autocomplete: true as const }
        : {}),
  }))
}
