import { unknown } from '../api-error.ts'
import { demand } from '../permissions.ts'
import type { Call } from '../route.ts'
import type { Channel, Message } from '../world.ts'

/** The channel of a request, in which the bot may do what it takes. */
export function channelOf({ service, params }: Call, permission = 0n): Channel {
  const channel = service.world.channels.get(params.channel ?? '')
  if (!channel) throw unknown.channel()
  demand(channel, service.bot.id, permission)
  return channel
}

/** The message of a request; private answers cannot be reached this way. */
export function messageIn(channel: Channel, id = ''): Message {
  const message = channel.messages.get(id)
  if (!message || message.onlyFor !== undefined) throw unknown.message()
  return message
}
