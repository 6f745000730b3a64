import type { ChatInputCommandInteraction } from 'discord.js'
import { type Answer, isMistake } from '../../src/index.ts'
import { askerOf } from './asker.ts'
import { namesOf, neededPermissions } from './permissions.ts'
import { type Audience, respond } from './responding.ts'
import { readSlash } from './slash.ts'
import { answerSafely, type Tools } from './tools.ts'
import { bodyOf } from './whisper.ts'

/** Answers a slash command, for everybody or for the asker alone. */
export async function answerSlash(tools: Tools, interaction: ChatInputCommandInteraction): Promise<void> {
  const { bot, store, platform } = tools
  const [subcommand = { name: '' }] = interaction.options.data
  const { isPrivate, ...request } = readSlash(bot, subcommand)
  const asker = askerOf(tools, interaction)
  const isQuiet = bot.settings(asker.place).private || changing.has(request.command)
  const expected: Audience = (isPrivate ?? isQuiet) ? 'asker' : 'all'
  const asked = `${request.command} ${request.text}`.trim()
  let about: Answer['summary'] | undefined
  const sent = await respond(tools, interaction, expected, async () => {
    // A command without a response is shown as one that failed.
    const answering = async () => {
      // What is asked in private is nobody else's business.
      const isKeepable = interaction.guildId !== null && !isPrivate
      const answer = await bot.respond({ ...asker, ...request, isKeepable, mustAnswer: true }, platform)
      return answer && remarkOnPermissions(tools, interaction, answer, request.command)
    }
    const answer = await answerSafely(tools, interaction.id, asker, answering)
    if (!answer) return undefined
    about = answer.summary
    // What was not understood concerns nobody but whoever typed it.
    const audience = isMistake(answer) || (isPrivate === undefined && isAboutBot(answer)) ? 'asker' : expected
    const mine = audience === 'asker' ? {} : { asker: interaction.user.id }
    return { body: bodyOf(tools, answer, { asked, ...mine }), audience }
  })
  tools.keepUp()
  if (sent?.message === undefined || !about) return
  const { id: question, channelId: channel, guildId: server, user } = interaction
  store.settle(question, { question, channel, server, asker: user.id, answer: sent.message, digest: '', about })
}

/** Commands that mostly are about the bot itself. */
const changing = new Set(['pin', 'unpin', 'pins', 'settings', 'language', 'forget'])

/** What was changed or refused concerns nobody else, unless they want others to see it. */
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
