import { unknown } from '../api-error.ts'
import { gatewayAddress } from '../gateway-address.ts'
import { presentChannel, presentGuild, presentMember, presentRole } from '../present.ts'
import type { Call, Routes } from '../route.ts'
import { schemas } from '../schema.ts'
import type { Guild } from '../world.ts'
import { channelOf } from './found.ts'

/** The flags of an application that uses an intent which needs no review yet. */
const limitedMessageContent = 1 << 19

/** What there is: the gateway, the application, users, guilds and channels. */
export const lookupRoutes: Routes = {
  'GET /gateway/bot': {
    answer: ({ service }: Call) => ({
      url: gatewayAddress(service),
      shards: service.shards,
      session_start_limit: {
        total: 1000,
        remaining: 1000,
        reset_after: 86_400_000,
        max_concurrency: service.maxConcurrency,
      },
    }),
  },
  'GET /applications/@me': {
    answer: ({ service: { bot, messageContent } }: Call) => ({
      id: bot.id,
      name: bot.username,
      description: '',
      bot,
      flags: messageContent ? limitedMessageContent : 0,
      bot_public: true,
    }),
  },
  'GET /users/@me': { answer: ({ service }: Call) => service.bot },
  'GET /users/:user': { answer: ({ service, params }: Call) => userOf(service, params.user) },
  'GET /channels/:channel': { answer: (call: Call) => presentChannel(channelOf(call)) },
  'GET /guilds/:guild': {
    answer: (call: Call) => presentGuild(guildOf(call), (id) => call.service.world.users.get(id)),
  },
  'GET /guilds/:guild/roles': { answer: (call: Call) => guildOf(call).roles.map(presentRole) },
  'GET /guilds/:guild/channels': {
    answer: (call: Call) => guildOf(call).channels.map((channel) => presentChannel(channel)),
  },
  'GET /guilds/:guild/members/:user': {
    answer: (call: Call) => {
      const [member] = presentMember(guildOf(call), userOf(call.service, call.params.user))
      if (!member) throw unknown.member()
      return member
    },
  },
  'DELETE /users/@me/guilds/:guild': {
    answer: (call: Call) => {
      const guild = guildOf(call)
      guild.members.delete(call.service.bot.id)
      call.service.world.tell({ kind: 'guild-left', guild })
    },
  },
  'POST /users/@me/channels': {
    schema: schemas.privateChannel,
    answer: ({ service: { world, bot }, body }: Call<{ recipient_id: string }>) => {
      const user = world.users.get(body.recipient_id)
      if (!user) throw unknown.user()
      return presentChannel(world.directChannel(user, bot))
    },
  },
}

function userOf({ world }: Call['service'], id = '') {
  const user = world.users.get(id)
  if (!user) throw unknown.user()
  return user
}

/** A guild that the bot is in. */
function guildOf({ service, params }: Call): Guild {
  const guild = service.world.guilds.get(params.guild ?? '')
  if (!guild?.members.has(service.bot.id)) throw unknown.guild()
  return guild
}
