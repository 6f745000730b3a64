import {
  type AnySelectMenuInteraction,
  type AutocompleteInteraction,
  type BaseInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  InteractionResponseType,
  type MessageContextMenuCommandInteraction,
  Routes,
} from 'discord.js'
import type { Answer, Request } from '../../src/index.ts'
import { completeOption } from './autocomplete.ts'
import { readComponentId } from './component-id.ts'
import { slashPrefix } from './declaration.ts'
import { DiscordProblem } from './discord-problem.ts'
import { createMessage } from './message.ts'
import { namesOf, neededPermissions } from './permissions.ts'
import { moderates, placeOf } from './place.ts'
import { describeFailure } from './requests.ts'
import { acknowledge, respond } from './responding.ts'
import { shownText } from './shown-text.ts'
import { readSlash } from './slash.ts'
import { answerSafely, type Tools } from './tools.ts'

/** Answers slash commands, what is typed into them, buttons, menus, and the menu of a message. */
export function createInteractions(tools: Tools): (interaction: Interaction) => Promise<void> {
  const { log, patience, fail } = tools
  return async (interaction) => {
    try {
      if (interaction.isAutocomplete()) await complete(tools, interaction)
      else if (interaction.isChatInputCommand()) await answerSlash(tools, interaction)
      else if (interaction.isMessageContextMenuCommand()) await nameMentioned(tools, interaction)
      else if (interaction.isButton() || interaction.isAnySelectMenu()) await act(tools, interaction)
    } catch (error) {
      if (patience.signal.aborted) return
      if (error instanceof DiscordProblem) return fail(error)
      log('warn', `An interaction could not be answered: ${describeFailure(error)}.`)
    }
  }
}

type Asker = Pick<Request, 'place' | 'moderates' | 'commandPrefix' | 'language'>

/** Where somebody asks, and in which language: that of the server, or else their own. */
function askerOf({ bot }: Tools, interaction: Interaction): Asker {
  const place = placeOf(interaction)
  const language = bot.settings(place).language ?? bot.matchLanguage(interaction.locale)
  // A setting holds for the whole server, so what a single channel allows does not count.
  const permissions = interaction.inCachedGuild() ? interaction.member.permissions : interaction.memberPermissions
  const asker = { place, moderates: moderates(interaction, permissions), commandPrefix: slashPrefix }
  return language === undefined ? asker : { ...asker, language }
}

async function complete(tools: Tools, interaction: AutocompleteInteraction): Promise<void> {
  const [subcommand = { name: '' }] = interaction.options.data
  const choices = completeOption(tools.bot, subcommand, askerOf(tools, interaction))
  const type = InteractionResponseType.ApplicationCommandAutocompleteResult
  await acknowledge(tools, interaction, { type, data: { choices } })
}

async function answerSlash(tools: Tools, interaction: ChatInputCommandInteraction): Promise<void> {
  const { bot, store } = tools
  const [subcommand = { name: '' }] = interaction.options.data
  const { isPrivate, ...request } = readSlash(bot, subcommand)
  const asker = askerOf(tools, interaction)
  const answering = () => remarkOnPermissions(tools, interaction, bot.answer({ ...asker, ...request }), request.command)
  let about: Answer['summary'] | undefined
  const sent = await respond(tools, interaction, isPrivate, () => {
    const answer = answerSafely(tools, interaction.id, asker, answering)
    about = answer.summary
    const hidden = isPrivate || isMistake(answer)
    const asked = `${request.command} ${request.text}`.trim()
    return {
      body: bodyOf(tools, answer, { asked, ...(hidden ? {} : { asker: interaction.user.id }) }),
      isPrivate: hidden,
    }
  })
  if (sent?.message === undefined || !about) return
  const { id: question, channelId: channel, user } = interaction
  store.settle(question, { question, channel, asker: user.id, answer: sent.message, digest: '', about })
}

/** What was not understood concerns nobody but whoever typed it. */
function isMistake({ summary: { outcome } }: Answer): boolean {
  return outcome === 'not-understood' || outcome === 'choose'
}

/** Those who ask what the bot can do here, or set it up, are told what it cannot. */
function remarkOnPermissions(
  { bot }: Tools,
  interaction: ChatInputCommandInteraction,
  answer: Answer,
  command: string,
): Answer {
  if (!interaction.inCachedGuild() || !['help', 'settings'].includes(command)) return answer
  const lacking = neededPermissions.filter((permission) => !interaction.appPermissions.has(permission))
  return lacking.length === 0 ? answer : bot.remark(answer, { notPermitted: namesOf(lacking, bot, answer.language) })
}

async function nameMentioned(tools: Tools, interaction: MessageContextMenuCommandInteraction): Promise<void> {
  const asker = askerOf(tools, interaction)
  const text = shownText(interaction.targetMessage)
  await whisper(tools, interaction, asker, () => tools.bot.mentionedIn({ ...asker, text }))
}

async function act(tools: Tools, interaction: ButtonInteraction | AnySelectMenuInteraction): Promise<void> {
  const { bot } = tools
  const asker = askerOf(tools, interaction)
  const pressed = readComponentId(interaction.customId)
  const chosen = interaction.isStringSelectMenu() ? interaction.values[0] : undefined
  const action = pressed?.kind === 'choose' ? readComponentId(chosen ?? '') : pressed
  if (action?.kind === 'run') {
    const answerIn = bot.matchLanguage(action.language)
    const request = { ...asker, text: action.command, ...(answerIn === undefined ? {} : { answerIn }) }
    return whisper(tools, interaction, asker, () => bot.answer(request), action.command)
  }
  if (action?.kind !== 'remove') return whisper(tools, interaction, asker, () => bot.regret(asker, 'outdated'))
  if (interaction.user.id === action.asker || asker.moderates) return takeAway(tools, interaction)
  return whisper(tools, interaction, asker, () => bot.regret(asker, 'not-yours'))
}

/** Says something to whoever used a button or a menu, and to nobody else. */
async function whisper(
  tools: Tools,
  interaction: Interaction,
  asker: Asker,
  answer: () => Answer,
  asked?: string,
): Promise<void> {
  await respond(tools, interaction, true, () => ({
    body: bodyOf(tools, answerSafely(tools, interaction.id, asker, answer), asked === undefined ? {} : { asked }),
    isPrivate: true,
  }))
}

function bodyOf({ bot }: Tools, answer: Answer, of: { readonly asked?: string; readonly asker?: string }) {
  return createMessage(answer, { offers: bot.offers(answer), prefix: slashPrefix, ...of })
}

/** Removes the message that a button is on, wherever it is: that much the button's token allows. */
async function takeAway(tools: Tools, interaction: BaseInteraction): Promise<void> {
  const { client, applicationId } = tools
  await acknowledge(tools, interaction, { type: InteractionResponseType.DeferredMessageUpdate })
  await client.rest.delete(Routes.webhookMessage(applicationId, interaction.token), { auth: false })
}
