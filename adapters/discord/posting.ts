import { createHash } from 'node:crypto'
import { type APIMessage, type APIMessageTopLevelComponent, MessageFlags, Routes } from 'discord.js'
import { longestNonce } from './limits.ts'
import type { MessageBody } from './message.ts'
import { persist } from './requests.ts'
import type { BoardTools } from './tools.ts'

/** As many as Discord gives at once. */
const page = 100

/** What is posted, where, and what asked for it: a text that begins with the id of a message or interaction. */
export interface Posting {
  readonly channel: string
  readonly body: MessageBody
  readonly cause: string
  /** Ids of messages that were deleted. */
  readonly gone: ReadonlySet<string>
}

/**
 * Posts a message that replies to nobody and notifies nobody; gives its id. However often this is asked for by the same
 * cause, there is one: for some minutes Discord knows it by its nonce, and at any time the bot by a mark on it.
 */
export function postOnce(tools: BoardTools, { channel, body, cause, gone }: Posting): Promise<string> {
  const { client, patience } = tools
  const marked = { ...body, components: withMark(body.components, markOf(cause)) }
  const post = async (nonce: string): Promise<string> => {
    const flags = body.flags | MessageFlags.SuppressNotifications
    const sent = { ...marked, flags, nonce: nonceOf(nonce), enforce_nonce: true }
    return ((await client.rest.post(Routes.channelMessages(channel), { body: sent })) as APIMessage).id
  }
  return persist(async () => {
    const earlier = await findMarked(tools, channel, cause)
    if (earlier !== undefined) {
      await client.rest.patch(Routes.channelMessage(channel, earlier), { body: marked })
      return earlier
    }
    const id = await post(cause)
    return gone.has(id) ? post(`${cause} ${id}`) : id
  }, patience)
}

/** The message of the bot that bears the mark of a cause, among those written since. */
async function findMarked({ client }: BoardTools, channel: string, cause: string): Promise<string | undefined> {
  let [after = '0'] = /^\d+/.exec(cause) ?? []
  for (;;) {
    const query = new URLSearchParams({ after, limit: String(page) })
    const found = (await client.rest.get(Routes.channelMessages(channel), { query })) as APIMessage[]
    const isOurs = ({ author, components }: APIMessage) =>
      author.id === client.user?.id && components?.[0]?.id === markOf(cause)
    const ours = found.find(isOurs)
    if (ours || found.length < page) return ours?.id
    after = found[0]?.id ?? after
  }
}

/** Ids of components are for the bot to choose; those that Discord gives are small. */
function markOf(cause: string): number {
  return (createHash('sha256').update(cause).digest().readUInt32BE() >>> 2) + 2 ** 30
}

function withMark([first, ...others]: readonly APIMessageTopLevelComponent[], id: number) {
  return first ? [{ ...first, id }, ...others] : []
}

function nonceOf(cause: string): string {
  return createHash('sha256').update(cause).digest('base64url').slice(0, longestNonce)
}
