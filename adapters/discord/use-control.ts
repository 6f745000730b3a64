import {
  type AnySelectMenuInteraction,
  type BaseInteraction,
  type ButtonInteraction,
  InteractionResponseType,
  Routes,
} from 'discord.js'
import type { Answer } from '../../src/index.ts'
import { type Asker, askerOf } from './asker.ts'
import { type Action, readComponentId } from './component-id.ts'
import { acknowledge, respond } from './responding.ts'
import { answerSafely, type Tools } from './tools.ts'
import { bodyOf, whisper } from './whisper.ts'

type ControlInteraction = ButtonInteraction | AnySelectMenuInteraction

/** Does what a button or an option of a menu says, for whoever uses it. */
export async function useControl(tools: Tools, interaction: ControlInteraction): Promise<void> {
  const { bot } = tools
  const asker = askerOf(tools, interaction)
  const pressed = readComponentId(interaction.customId)
  const chosen = interaction.isStringSelectMenu() ? interaction.values[0] : undefined
  const action = pressed?.kind === 'choose' ? readComponentId(chosen ?? '') : pressed
  if (action?.kind === 'run') {
    await whisper(tools, interaction, asker, () => ask(tools, asker, action), action.command)
    return tools.keepUp()
  }
  if (action?.kind === 'set') return change(tools, interaction, asker, action)
  if (action?.kind !== 'remove') return whisper(tools, interaction, asker, () => bot.regret(asker, 'outdated'))
  if (interaction.user.id === action.asker || asker.moderates) return takeAway(tools, interaction)
  return whisper(tools, interaction, asker, () => bot.regret(asker, 'not-yours'))
}

type Asking = Extract<Action, { readonly command: string }>

/** Asks the bot what a button or an option says, to be answered in the language of the message that it is on. */
function ask({ bot, platform }: Tools, asker: Asker, { language, command }: Asking): Promise<Answer | undefined> {
  const answerIn = bot.matchLanguage(language)
  return bot.respond({ ...asker, text: command, ...(answerIn === undefined ? {} : { answerIn }) }, platform)
}

/** Changes a setting and shows all of them as they are then; whoever may not is told so, and the message stays. */
async function change(tools: Tools, interaction: ControlInteraction, asker: Asker, action: Asking): Promise<void> {
  await respond(tools, interaction, 'in-place', async () => {
    const answer = await answerSafely(tools, interaction.id, asker, () => ask(tools, asker, action))
    if (!answer) return undefined
    const isPanel = asker.moderates && answer.blocks.some(({ kind }) => kind === 'choice')
    if (!isPanel) return { body: bodyOf(tools, answer), audience: 'asker' }
    const by = tools.store.answered({ answer: interaction.message.id })?.asker
    return { body: bodyOf(tools, answer, by === undefined ? {} : { asker: by }), audience: 'in-place' }
  })
  tools.keepUp()
}

/** Removes the message that a button is on, wherever it is: that much the button's token allows. */
async function takeAway(tools: Tools, interaction: BaseInteraction): Promise<void> {
  const { client, applicationId } = tools
  await acknowledge(tools, interaction, { type: InteractionResponseType.DeferredMessageUpdate })
  await client.rest.delete(Routes.webhookMessage(applicationId, interaction.token), { auth: false })
}
