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
import type { Answer, PlacedRequest } from '../../src/index.ts'
import { completeOption } from './autocomplete.ts'
import { type Action, readComponentId } from './component-id.ts'
import { slashPrefix } from './declaration.ts'
import { createMessage } from './message.ts'
import { namesOf, neededPermissions } from './permissions.ts'
import { mayPin, moderates, placeOf } from './place.ts'
import { describeFailure, isFatal } from './requests.ts'
import { type Audience, acknowledge, respond } from './responding.ts'
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
      if (isFatal(error)) return fail(error)
      log('warn', `An interaction could not be answered: ${describeFailure(error)}.`)
    }
  }
}

/** Somebody who asks by an interaction, which counts and may change something. */
type Asker = Pick<PlacedRequest, 'place' | 'moderates' | 'mayPin' | 'commandPrefix' | 'language' | 'cause' | 'asker'>

/** Where somebody asks, and in which language: that of the server, or else their own. */
function askerOf({ bot }: Tools, interaction: Interaction): Asker {
  const place = placeOf(interaction)
  const language = bot.settings(place).language ?? bot.matchLanguage(interaction.locale)
  // A setting holds for the whole server, so what a single channel allows does not count.
  const permissions = interaction.inCachedGuild() ? interaction.member.permissions : interaction.memberPermissions
  return {
    place,
    moderates: moderates(interaction, permissions),
    mayPin: mayPin(interaction, interaction.memberPermissions),
    ...(language === undefined ? {} : { language }),
    ...{ cause: interaction.id, asker: interaction.user.id, commandPrefix: slashPrefix },
  }
}

async function complete(tools: Tools, interaction: AutocompleteInteraction): Promise<void> {
  const [subcommand = { name: '' }] = interaction.options.data
  const choices = completeOption(tools.bot, subcommand, askerOf(tools, interaction))
  const type = InteractionResponseType.ApplicationCommandAutocompleteResult
  await acknowledge(tools, interaction, { type, data: { choices } })
}

async function answerSlash(tools: Tools, interaction: ChatInputCommandInteraction): Promise<void> {
  const { bot, store, platform } = tools
  const [subcommand = { name: '' }] = interaction.options.data
  const { isPrivate, ...request } = readSlash(bot, subcommand)
  const asker = askerOf(tools, interaction)
  const isQuiet = bot.settings(asker.place).private || changing.has(request.command)
  const expected: Audience = (isPrivate ?? isQuiet) ? 'asker' : 'all'
  const asked = `${request.command} ${request.text}`.trim()
  let about: Answer['summary'] | undefined
  const sent = await respond(tools, interaction, expected, async () => {
    const answering = async () => {
      const answer = await bot.respond({ ...asker, ...request }, platform)
      return answer && remarkOnPermissions(tools, interaction, answer, request.command)
    }
    const answer = await answerSafely(tools, interaction.id, asker, answering)
    if (!answer) return undefined
    about = answer.summary
    const audience = isMistake(answer) || (isPrivate === undefined && isAboutBot(answer)) ? 'asker' : expected
    const mine = audience === 'asker' ? {} : { asker: interaction.user.id }
    return { body: bodyOf(tools, answer, { asked, ...mine }), audience }
  })
  tools.keepPins()
  if (sent?.message === undefined || !about) return
  const { id: question, channelId: channel, guildId: server, user } = interaction
  store.settle(question, { question, channel, server, asker: user.id, answer: sent.message, digest: '', about })
}

/** Commands that mostly are about the bot itself. */
const changing = new Set(['pin', 'unpin', 'pins', 'settings', 'language', 'forget'])

/** What was not understood concerns nobody but whoever typed it. */
function isMistake({ summary: { outcome } }: Answer): boolean {
  return outcome === 'not-understood' || outcome === 'choose'
}

/** Neither does what was changed or refused, unless they want others to see it. */
function isAboutBot({ summary: { intent } }: Answer): boolean {
  return intent === 'meta'
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
    await whisper(tools, interaction, asker, () => ask(tools, asker, action), action.command)
    return tools.keepPins()
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
async function change(
  tools: Tools,
  interaction: ButtonInteraction | AnySelectMenuInteraction,
  asker: Asker,
  action: Asking,
): Promise<void> {
  await respond(tools, interaction, 'in-place', async () => {
    const answer = await answerSafely(tools, interaction.id, asker, () => ask(tools, asker, action))
    if (!answer) return undefined
    const isPanel = asker.moderates && answer.blocks.some(({ kind }) => kind === 'choice')
    if (!isPanel) return { body: bodyOf(tools, answer), audience: 'asker' }
    const by = tools.store.answered({ answer: interaction.message.id })?.asker
    return { body: bodyOf(tools, answer, by === undefined ? {} : { asker: by }), audience: 'in-place' }
  })
  tools.keepPins()
}

/** Says something to whoever used a button or a menu, and to nobody else. */
async function whisper(
  tools: Tools,
  interaction: Interaction,
  asker: Asker,
  answering: () => Answer | Promise<Answer | undefined>,
  asked?: string,
): Promise<void> {
  await respond(tools, interaction, 'asker', async () => {
    const answer = await answerSafely(tools, interaction.id, asker, answering)
    return answer && { body: bodyOf(tools, answer, asked === undefined ? {} : { asked }), audience: 'asker' }
  })
}

function bodyOf({ bot }: Tools, answer: Answer, of: { readonly asked?: string; readonly asker?: string } = {}) {
  return createMessage(answer, { offers: bot.offers(answer), prefix: slashPrefix, ...of })
}

/** Removes the message that a button is on, wherever it is: that much the button's token allows. */
async function takeAway(tools: Tools, interaction: BaseInteraction): Promise<void> {
  const { client, applicationId } = tools
  await acknowledge(tools, interaction, { type: InteractionResponseType.DeferredMessageUpdate })
  await client.rest.delete(Routes.webhookMessage(applicationId, interaction.token), { auth: false })
}
