import { MessageFlags } from 'discord.js'
import { ApiError, BrokenRule, unknown } from '../api-error.ts'
import { type Interaction, interactionType } from '../interactions.ts'
import { mentionsOf } from '../mentions.ts'
import { presentMessage } from '../present.ts'
import type { Call, Routes } from '../route.ts'
import { type Choice, choiceProblems } from '../rules/command.ts'
import { callbackSchema, schemaProblems, schemas } from '../schema.ts'
import type { Service } from '../service.ts'
import type { Message } from '../world.ts'
import { deferredFlags, editedWriting, newWriting, type WrittenBody } from '../writing.ts'

interface Callback {
  readonly type: number
  readonly data?: WrittenBody & { readonly choices?: readonly Choice[]; readonly title?: string }
}

const mostFollowUps = 5
const webhook = '/webhooks/:application/:token'

/** Responses to interactions, and what follows by their token. */
export const interactionRoutes: Routes = {
  'POST /interactions/:interaction/:token/callback': {
    open: true,
    schema: schemas.callback,
    answer: (call: Call<Callback>) => respond(call),
  },
  [`POST ${webhook}`]: {
    open: true,
    schema: schemas.followUp,
    answer: (call: Call<WrittenBody>) => presentMessage(followUp(tokenOf(call), call)),
  },
  [`GET ${webhook}/messages/:message`]: {
    open: true,
    answer: (call: Call) => presentMessage(messageOf(tokenOf(call), call.params.message)),
  },
  [`PATCH ${webhook}/messages/:message`]: {
    open: true,
    schema: schemas.webhookEdit,
    answer: (call: Call<WrittenBody>) => {
      const interaction = tokenOf(call)
      return presentMessage(rewrite(interaction, messageOf(interaction, call.params.message), call.body, call.service))
    },
  },
  [`DELETE ${webhook}/messages/:message`]: {
    open: true,
    answer: (call: Call) => {
      const interaction = tokenOf(call)
      call.service.world.deleteMessage(messageOf(interaction, call.params.message))
      interaction.show({ kind: 'gone' })
    },
  },
}

function respond({ service, params, query, body }: Call<Callback>): unknown {
  const { type } = body
  const problems = schemaProblems(callbackSchema(type), body)
  if (problems.length > 0) throw new BrokenRule(problems)
  const prepared = prepare(body)
  const interaction = service.interactions.awaiting(params.interaction ?? '', params.token ?? '')
  checkKind(interaction, type)
  prepared(interaction, service)
  interaction.response = type
  interaction.acknowledge()
  if (query.get('with_response') !== 'true') return undefined
  const { id, original } = interaction
  const message = original ? presentMessage(original) : undefined
  return { interaction: { id, type: interaction.type }, ...(message ? { resource: { type, message } } : {}) }
}

/** Checks a response before it counts as given, and tells what it does. */
function prepare({ type, data = {} }: Callback): (interaction: Interaction, service: Service) => void {
  switch (type) {
    case 4: {
      const writing = newWriting(data, true)
      return (interaction, service) => {
        interaction.original = addMessage(interaction, writing, data, service)
        interaction.show({ kind: 'message', message: interaction.original })
      }
    }
    case 5: {
      const flags = deferredFlags(data.flags ?? 0)
      const writing = { content: '', embeds: [], components: [], flags }
      return (interaction, service) => {
        interaction.original = addMessage(interaction, writing, { allowed_mentions: { parse: [] } }, service)
      }
    }
    case 7:
      return (interaction, service) => rewrite(interaction, messageOf(interaction), data, service)
    case 8: {
      const problems = choiceProblems(data.choices ?? [], 'the completion')
      if (problems.length > 0) throw new BrokenRule(problems)
      return (interaction) => interaction.show({ kind: 'choices', choices: data.choices ?? [] })
    }
    case 9:
      return (interaction) => interaction.show({ kind: 'modal', title: data.title ?? '' })
    default:
      return () => undefined
  }
}

/** Completions answer completions, and only what came from a message can change it. */
function checkKind(interaction: Interaction, type: number): void {
  const isCompletion = interaction.type === interactionType.autocomplete
  if (isCompletion !== (type === 8)) throw new BrokenRule([`type: ${type} does not answer this kind of interaction`])
  if ((type === 6 || type === 7) && !interaction.message) throw new BrokenRule(['type: there is no message to update'])
  if (type === 6 || type === 7) interaction.original = interaction.message as Message
}

function addMessage(
  interaction: Interaction,
  writing: ReturnType<typeof newWriting>,
  { allowed_mentions }: WrittenBody,
  { world, bot }: Service,
): Message {
  const { id, type, user, channel } = interaction
  const where = { channel, author: bot }
  return world.addMessage(channel, bot, {
    ...writing,
    ...mentionsOf(world, writing, where, allowed_mentions),
    type: type === interactionType.command ? 20 : 0,
    interaction: { id, type, user },
    ...(writing.flags & MessageFlags.Ephemeral ? { onlyFor: user.id } : {}),
  })
}

function rewrite(interaction: Interaction, message: Message, body: WrittenBody, { world }: Service): Message {
  const writing = editedWriting(message, body)
  const { mentions } = mentionsOf(world, writing, message, body.allowed_mentions)
  world.editMessage(message, { ...writing, mentions })
  interaction.show({ kind: 'message', message })
  return message
}

/** The first follow-up of a deferred response takes its place. */
function followUp(interaction: Interaction, { body, service }: Call<WrittenBody>): Message {
  const { original } = interaction
  if (original && original.flags & MessageFlags.Loading) return rewrite(interaction, original, body, service)
  if (interaction.onlyForUser && interaction.followUps >= mostFollowUps)
    throw new ApiError(400, 40094, 'This interaction has reached its maximum number of follow up messages')
  interaction.followUps++
  const message = addMessage(interaction, newWriting(body, true), body, service)
  interaction.show({ kind: 'message', message })
  return message
}

function tokenOf({ service, params }: Call): Interaction {
  if (params.application !== service.bot.id) throw unknown.webhook()
  return service.interactions.ofToken(params.token ?? '')
}

/** A message of an interaction: `@original`, or one of its follow-ups. */
function messageOf(interaction: Interaction, id = '@original'): Message {
  const { original, channel } = interaction
  const message = id === '@original' ? original : channel.messages.get(id)
  const isTheirs = message === original || message?.interaction?.id === interaction.id
  if (!message || !isTheirs || !channel.messages.has(message.id)) throw unknown.message()
  return message
}
