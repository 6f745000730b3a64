import { type Channel, RESTJSONErrorCodes as codes } from 'discord.js'
import type { Place } from '../../src/index.ts'
import { invitations } from './invitation.ts'
import { mostPins } from './limits.ts'
import { lackingIn, type NeededPermission, pinning } from './permissions.ts'
import { PinningHindered } from './pinning-hindered.ts'
import { isRefusedWith, persist } from './requests.ts'
import type { BoardTools } from './tools.ts'

/** As many messages are pinned in a channel as Discord allows. */
function boardIsFull(): PinningHindered {
  return new PinningHindered('no more messages can be pinned', { pinsFull: mostPins })
}

function isNoMember({ applicationId }: BoardTools): PinningHindered {
  return new PinningHindered('the bot is not there', { notMember: invitations(applicationId).server })
}

function lacks(...permissions: readonly NeededPermission[]): PinningHindered {
  return new PinningHindered(`the permission ${permissions.join()} is missing`, { cannotPin: permissions })
}

/** Throws what the bot lacks of some permissions in a place, as far as it can know before it tries. */
export async function expectPermitted(
  tools: BoardTools,
  place: Place,
  wanted: (channel: Channel) => readonly NeededPermission[],
): Promise<void> {
  const guild = place.partOf === undefined ? null : tools.client.guilds.cache.get(place.partOf)
  if (guild === undefined) throw isNoMember(tools)
  const channel = await channelOf(tools, place)
  const lacking = lackingIn(channel, guild, wanted(channel))
  if (lacking.length > 0) throw lacks(...lacking)
}

/** A channel that the bot is in; people bring it to chats of theirs, of which it then knows without being in them. */
async function channelOf(tools: BoardTools, { id, partOf }: Place): Promise<Channel> {
  const inServer = partOf !== undefined
  try {
    const channel = await persist(() => tools.client.channels.fetch(id, { force: !inServer }), tools.patience)
    if (channel) return channel
  } catch (error) {
    if (!isRefusedWith(error, codes.MissingAccess, ...(inServer ? [] : [codes.UnknownChannel]))) throw error
  }
  throw inServer ? lacks('ViewChannel') : isNoMember(tools)
}

/** Waits for a request about a pin, and says what people can do where Discord refuses it. */
export async function saidWhy(request: Promise<unknown>): Promise<void> {
  try {
    await request
  } catch (error) {
    if (isRefusedWith(error, codes.MaximumNumberOfPinsReachedForTheChannel)) throw boardIsFull()
    if (isRefusedWith(error, codes.MissingPermissions)) throw lacks(pinning)
    throw error
  }
}
