import { PermissionFlagsBits } from 'discord.js'
import { ApiError, BrokenRule } from '../api-error.ts'
import { isContentForBot } from '../gateway-events.ts'
import { mentionsOf } from '../mentions.ts'
import { demand, permissionsIn, sendingIn } from '../permissions.ts'
import { presentMessage } from '../present.ts'
import type { Call, Routes } from '../route.ts'
import { schemas } from '../schema.ts'
import type { Service } from '../service.ts'
import type { Channel, Message } from '../world.ts'
import { editedWriting, newWriting, type WrittenBody } from '../writing.ts'
import { channelOf, messageIn } from './found.ts'

interface NewMessage extends WrittenBody {
  readonly nonce?: string | number
  readonly enforce_nonce?: boolean
  readonly message_reference?: { readonly message_id?: string; readonly fail_if_not_exists?: boolean } | null
}

const nonceIsKept = 5 * 60_000
const { ReadMessageHistory, ManageMessages } = PermissionFlagsBits
const one = '/channels/:channel/messages/:message'

/** Messages that the bot sends, reads, edits and deletes by itself. */
export const messageRoutes: Routes = {
  'POST /channels/:channel/messages': {
    schema: schemas.messageCreate,
    answer: (call: Call<NewMessage>) => presentMessage(send(call)),
  },
  'GET /channels/:channel/messages': {
    answer: (call: Call) => list(call).map((message) => present(message, call.service)),
  },
  [`GET ${one}`]: {
    answer: (call: Call) => present(messageIn(channelOf(call, ReadMessageHistory), call.params.message), call.service),
  },
  [`PATCH ${one}`]: {
    schema: schemas.messageEdit,
    answer: (call: Call<WrittenBody>) => {
      const { service, params, body } = call
      const message = messageIn(channelOf(call), params.message)
      if (message.author.id !== service.bot.id)
        throw new ApiError(403, 50005, 'Cannot edit a message authored by another user')
      const writing = editedWriting(message, body)
      const { mentions } = mentionsOf(service.world, writing, message, body.allowed_mentions)
      service.world.editMessage(message, { ...writing, mentions })
      return presentMessage(message)
    },
  },
  [`DELETE ${one}`]: {
    answer: (call: Call) => {
      const channel = channelOf(call)
      const message = messageIn(channel, call.params.message)
      if (message.author.id !== call.service.bot.id) demandPower(channel, call.service)
      call.service.world.deleteMessage(message)
    },
  },
  'POST /channels/:channel/typing': {
    answer: (call: Call) => {
      channelOf(call, sendingIn(channelOf(call)))
    },
  },
}

function send(call: Call<NewMessage>): Message {
  const { service, body } = call
  const channel = channelOf(call)
  demand(channel, service.bot.id, sendingIn(channel))
  const writing = newWriting(body, false)
  const { nonce } = body
  const earlier = sentBefore(body, service)
  if (earlier) return earlier
  const replyTo = repliedTo(channel, body, service)
  const where = { channel, author: service.bot, ...(replyTo ? { replyTo } : {}) }
  const draft = { ...writing, ...where, ...mentionsOf(service.world, writing, where, body.allowed_mentions) }
  return service.world.addMessage(channel, service.bot, {
    ...draft,
    ...(nonce === undefined ? {} : { nonce }),
    ...(replyTo ? { type: 19 } : {}),
  })
}

/** What was sent with this nonce a short while ago. */
function sentBefore({ enforce_nonce, nonce }: NewMessage, { world, bot, clock }: Service): Message | undefined {
  const earlier = enforce_nonce && nonce !== undefined ? world.withNonce(bot, nonce) : undefined
  return earlier && clock.now() - earlier.sentAt < nonceIsKept ? earlier : undefined
}

/** A message to reply to may be gone through no fault of the bot. */
function repliedTo(channel: Channel, { message_reference: reference }: NewMessage, { bot }: Service) {
  if (!reference?.message_id) return undefined
  if (!(permissionsIn(channel, bot.id, true) & ReadMessageHistory))
    throw new ApiError(403, 160002, 'Cannot reply without permission to read message history')
  const message = channel.messages.get(reference.message_id)
  if (message && message.onlyFor === undefined) return message
  if (reference.fail_if_not_exists === false) return undefined
  const problem = { code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }
  throw new ApiError(400, 50035, 'Invalid Form Body', { errors: { message_reference: { _errors: [problem] } } })
}

function list(call: Call): readonly Message[] {
  const { service, query } = call
  const channel = channelOf(call)
  const limit = Number(query.get('limit') ?? 50)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw new BrokenRule([`limit: ${limit} is not 1 to 100`])
  if (query.has('around')) throw new BrokenRule(['around: the fake Discord lists only before and after'])
  if (!(permissionsIn(channel, service.bot.id, true) & ReadMessageHistory)) return []
  const before = BigInt(query.get('before') ?? 2n ** 63n)
  const after = BigInt(query.get('after') ?? 0)
  const between = [...channel.messages.values()].filter(
    ({ id, onlyFor }) => onlyFor === undefined && BigInt(id) > after && BigInt(id) < before,
  )
  return (query.has('after') ? between.slice(0, limit) : between.slice(-limit)).reverse()
}

function present(message: Message, { bot, messageContent }: Service): object {
  return presentMessage(message, (seen) => messageContent || isContentForBot(seen, bot.id))
}

function demandPower(channel: Channel, { bot }: Service): void {
  if (!channel.guild) throw new ApiError(403, 50003, 'Cannot execute action on a DM channel')
  demand(channel, bot.id, ManageMessages)
}
