import { PermissionFlagsBits } from 'discord.js'
import { ApiError, BrokenRule } from '../api-error.ts'
import { permissionsIn } from '../permissions.ts'
import { presentMessage } from '../present.ts'
import type { Call, Routes } from '../route.ts'
import { channelOf, messageIn } from './found.ts'

const mostPins = 250
const mostPerPage = 50
const { PinMessages, ReadMessageHistory } = PermissionFlagsBits
const one = '/channels/:channel/messages/pins/:message'

/** Pinned messages, which take a permission of their own. */
export const pinRoutes: Routes = {
  'GET /channels/:channel/messages/pins': {
    answer: (call: Call) => {
      const { pins } = readable(call)
      const limit = Number(call.query.get('limit') ?? mostPerPage)
      if (!(limit >= 1 && limit <= mostPerPage)) throw new BrokenRule([`limit: ${limit} is not 1 to ${mostPerPage}`])
      const before = Date.parse(call.query.get('before') ?? '9999-01-01T00:00:00Z')
      const earlier = pins.filter(({ at }) => at < before).reverse()
      const items = earlier.slice(0, limit).map(({ message, at }) => ({
        pinned_at: new Date(at).toISOString(),
        message: presentMessage(message),
      }))
      return { items, has_more: earlier.length > limit }
    },
  },
  [`PUT ${one}`]: {
    answer: (call: Call) => {
      const { world, bot } = call.service
      const channel = channelOf(call, PinMessages)
      const message = messageIn(channel, call.params.message)
      if (channel.pins.some((pin) => pin.message === message)) return
      if (channel.pins.length >= mostPins)
        throw new ApiError(400, 30003, `Maximum number of pins reached (${mostPins})`)
      world.pin(message, bot)
    },
  },
  [`DELETE ${one}`]: {
    answer: (call: Call) => {
      const channel = channelOf(call, PinMessages)
      const message = messageIn(channel, call.params.message)
      call.service.world.unpin(message)
    },
  },
}

/** Whoever may not read the history is shown no pins. */
function readable(call: Call) {
  const channel = channelOf(call)
  const may = permissionsIn(channel, call.service.bot.id, true) & ReadMessageHistory
  return may ? channel : { pins: [] }
}
