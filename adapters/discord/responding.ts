import {
  type APIInteractionResponse,
  type APIInteractionResponseCallbackData,
  type BaseInteraction,
  InteractionResponseType,
  MessageFlags,
  type RESTPostAPIInteractionCallbackWithResponseResult,
  Routes,
} from 'discord.js'
import type { MessageBody } from './message.ts'
import { isRefusedWith, persist } from './requests.ts'
import type { Tools } from './tools.ts'

/** How long Discord waits for a first response, in milliseconds. */
const responseTime = 3_000
/** From this age on an interaction is acknowledged before anything else, in milliseconds. */
const doubtAfter = 1_500

/** Error codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const unknownInteraction = 10_062
const acknowledgedAlready = 40_060

/** What is said because of an interaction. */
export interface Said {
  readonly body: MessageBody
  /** Whether nobody but the asker sees it. */
  readonly isPrivate: boolean
}

/** What becomes of an interaction: the id of the message that others can see, if there is one. */
type Sent = { readonly message?: string } | undefined

/** Says something because of an interaction; `wantsPrivate` tells what is known of it before. */
export async function respond(
  tools: Tools,
  interaction: BaseInteraction,
  wantsPrivate: boolean,
  saying: () => Said,
): Promise<Sent> {
  if (Date.now() - interaction.createdTimestamp > doubtAfter)
    return respondLate(tools, interaction, wantsPrivate, saying)
  const { body, isPrivate } = saying()
  return acknowledge(tools, interaction, {
    type: InteractionResponseType.ChannelMessageWithSource,
    data: withFlags(body, isPrivate),
  })
}

/** Acknowledges first; whether others see the answer is settled by that, so what they should not see is said anew. */
async function respondLate(
  tools: Tools,
  interaction: BaseInteraction,
  wantsPrivate: boolean,
  saying: () => Said,
): Promise<Sent> {
  const { client, applicationId, patience } = tools
  const deferral: APIInteractionResponse = {
    type: InteractionResponseType.DeferredChannelMessageWithSource,
    ...(wantsPrivate ? { data: { flags: MessageFlags.Ephemeral } } : {}),
  }
  const acknowledged = await acknowledge(tools, interaction, deferral)
  if (!acknowledged) return undefined
  const { body, isPrivate } = saying()
  const original = Routes.webhookMessage(applicationId, interaction.token)
  if (isPrivate && !wantsPrivate) {
    await persist(() => client.rest.delete(original, { auth: false }), patience)
    const followUp = { body: withFlags(body, true), auth: false }
    await client.rest.post(Routes.webhook(applicationId, interaction.token), followUp)
    return {}
  }
  await persist(() => client.rest.patch(original, { body, auth: false }), patience)
  return acknowledged
}

function withFlags(body: MessageBody, isPrivate: boolean): APIInteractionResponseCallbackData {
  return isPrivate ? { ...body, flags: body.flags | MessageFlags.Ephemeral } : body
}

/**
 * Gives the first response; nothing if it came too late or was given before, which a lost reply, a second process or a
 * busy machine can bring about.
 */
export async function acknowledge(
  { client, log, patience }: Tools,
  { id, token, createdTimestamp }: BaseInteraction,
  body: APIInteractionResponse,
): Promise<Sent> {
  const query = new URLSearchParams({ with_response: 'true' })
  const give = () => client.rest.post(Routes.interactionCallback(id, token), { body, query, auth: false })
  try {
    const given = await persist(give, { ...patience, until: createdTimestamp + responseTime })
    const { message } = (given as RESTPostAPIInteractionCallbackWithResponseResult).resource ?? {}
    const isPublic = message && !((message.flags ?? 0) & MessageFlags.Ephemeral)
    return isPublic ? { message: message.id } : {}
  } catch (error) {
    if (isRefusedWith(error, acknowledgedAlready)) return undefined
    if (!isRefusedWith(error, unknownInteraction)) throw error
    const age = ((Date.now() - createdTimestamp) / 1000).toFixed(1)
    log(
      'warn',
      `An interaction was ${age} s old before it could be answered: the machine or the connection is too slow.`,
    )
    return undefined
  }
}
