import type { Interaction } from 'discord.js'
import type { Answer } from '../../src/index.ts'
import type { Asker } from './asker.ts'
import { slashPrefix } from './declaration.ts'
import { createMessage, type MessageBody } from './message.ts'
import { respond } from './responding.ts'
import { answerSafely, type Tools } from './tools.ts'

/** Says something to whoever used a button or a menu, and to nobody else. */
export async function whisper(
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

/** The message that says an answer to an interaction. */
export function bodyOf(
  { bot }: Tools,
  answer: Answer,
  of: { readonly asked?: string; readonly asker?: string } = {},
): MessageBody {
  return createMessage(answer, { offers: bot.offers(answer), prefix: slashPrefix, ...of })
}
