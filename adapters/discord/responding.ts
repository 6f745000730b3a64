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
/** At this age at the latest an interaction is acknowledged before anything else, in milliseconds. */
const doubtAfter = 1_500

/** Error codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const unknownInteraction = 10_062
const acknowledgedAlready = 40_060

/** Who is to see what is said: everybody, nobody but the asker, or whoever sees the message that it takes the place of. */
export type Audience = 'all' | 'asker' | 'in-place'

/** What is said because of an interaction. */
export interface Said {
  readonly body: MessageBody
  readonly audience: Audience
}

/** What becomes of an interaction: the id of the message that others can see, if there is one. */
type Sent = { readonly message?: string } | undefined

/**
 * Says something because of an interaction, or nothing where a button or menu was used; `expected` tells what is known
 * of the audience before.
 */
export async function respond(
  tools: Tools,
  interaction: BaseInteraction,
  expected: Audience,
  saying: () => Promise<Said | undefined>,
): Promise<Sent> {
  const sent = await respondInTime(tools, interaction, expected, saying)
  if (sent) tools.monitor.answered(interaction.createdTimestamp)
  return sent
}

async function respondInTime(
  tools: Tools,
  interaction: BaseInteraction,
  expected: Audience,
  saying: () => Promise<Said | undefined>,
): Promise<Sent> {
  const time = doubtAfter - (Date.now() - interaction.createdTimestamp)
  if (time < 0) return respondLate(tools, interaction, expected, saying)
  const soon = saying()
  if (!(await isDoneWithin(time, soon))) return respondLate(tools, interaction, expected, () => soon)
  const said = await soon
  return said ? acknowledge(tools, interaction, responseWith(said)) : passOver(tools, interaction)
}

/** Whether something is done in time, in milliseconds. */
async function isDoneWithin(time: number, work: Promise<unknown>): Promise<boolean> {
  const { promise: timeout, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(resolve, time, false)
  return Promise.race([work.then(() => true), timeout]).finally(() => clearTimeout(timer))
}

function responseWith({ body, audience }: Said): APIInteractionResponse {
  if (audience === 'in-place') return { type: InteractionResponseType.UpdateMessage, data: body }
  return { type: InteractionResponseType.ChannelMessageWithSource, data: withFlags(body, audience) }
}

/** Says nothing: whoever pressed something need not hear that it failed. */
function passOver(tools: Tools, interaction: BaseInteraction): Promise<Sent> {
  return acknowledge(tools, interaction, { type: InteractionResponseType.DeferredMessageUpdate })
}

/** Acknowledges first; whether others see the answer is settled by that, so what they should not see is said anew. */
async function respondLate(
  tools: Tools,
  interaction: BaseInteraction,
  expected: Audience,
  saying: () => Promise<Said | undefined>,
): Promise<Sent> {
  const { client, applicationId, patience } = tools
  const acknowledged = await acknowledge(tools, interaction, deferralFor(expected))
  if (!acknowledged) return undefined
  const said = await saying()
  const original = Routes.webhookMessage(applicationId, interaction.token)
  if (said?.audience === expected) {
    await persist(() => client.rest.patch(original, { body: said.body, auth: false }), patience)
    return acknowledged
  }
  if (expected !== 'in-place') await persist(() => client.rest.delete(original, { auth: false }), patience)
  if (!said) return undefined
  const followUp = { body: withFlags(said.body, said.audience), auth: false }
  await client.rest.post(Routes.webhook(applicationId, interaction.token), followUp)
  return {}
}

function deferralFor(expected: Audience): APIInteractionResponse {
  if (expected === 'in-place') return { type: InteractionResponseType.DeferredMessageUpdate }
  return {
    type: InteractionResponseType.DeferredChannelMessageWithSource,
    ...(expected === 'asker' ? { data: { flags: MessageFlags.Ephemeral } } : {}),
  }
}

function withFlags(body: MessageBody, audience: Audience): APIInteractionResponseCallbackData {
  return audience === 'asker' ? { ...body, flags: body.flags | MessageFlags.Ephemeral } : body
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
      'An interaction was {age} s old before it could be answered: the machine or the connection is too slow.',
      { age },
    )
    return undefined
  }
}
