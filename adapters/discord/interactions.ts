import {
  type AutocompleteInteraction,
  type Interaction,
  InteractionResponseType,
  type MessageContextMenuCommandInteraction,
} from 'discord.js'
import { answerSlash } from './answer-slash.ts'
import { askerOf } from './asker.ts'
import { completeOption } from './autocomplete.ts'
import { describeFailure, isFatal } from './requests.ts'
import { acknowledge } from './responding.ts'
import { shownText } from './shown-text.ts'
import type { Tools } from './tools.ts'
import { useControl } from './use-control.ts'
import { whisper } from './whisper.ts'

/** Answers slash commands, what is typed into them, buttons, menus, and the menu of a message. */
export function createInteractions(tools: Tools): (interaction: Interaction) => Promise<void> {
  const { log, monitor, patience, fail } = tools
  return async (interaction) => {
    try {
      if (interaction.isAutocomplete()) await complete(tools, interaction)
      else if (interaction.isChatInputCommand()) await answerSlash(tools, interaction)
      else if (interaction.isMessageContextMenuCommand()) await nameMentioned(tools, interaction)
      else if (interaction.isButton() || interaction.isAnySelectMenu()) await useControl(tools, interaction)
    } catch (error) {
      if (patience.signal.aborted) return
      if (isFatal(error)) return fail(error)
      monitor.sendFailed()
      log('warn', 'An interaction could not be answered: {reason}.', { reason: describeFailure(error) })
    }
  }
}

async function complete(tools: Tools, interaction: AutocompleteInteraction): Promise<void> {
  const [subcommand = { name: '' }] = interaction.options.data
  const choices = completeOption(tools.bot, subcommand, askerOf(tools, interaction))
  const type = InteractionResponseType.ApplicationCommandAutocompleteResult
  await acknowledge(tools, interaction, { type, data: { choices } })
}

async function nameMentioned(tools: Tools, interaction: MessageContextMenuCommandInteraction): Promise<void> {
  const asker = askerOf(tools, interaction)
  const text = shownText(interaction.targetMessage)
  await whisper(tools, interaction, asker, () => tools.bot.mentionedIn({ ...asker, text }))
}
