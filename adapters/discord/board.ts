import { type RESTGetAPIChannelMessagesPinsResult, RESTJSONErrorCodes, Routes } from 'discord.js'
import type { Answer, Board, Place } from '../../src/index.ts'
import { slashPrefix } from './declaration.ts'
import { createMessage, digestOf } from './message.ts'
import { pinning, reading, sendingIn } from './permissions.ts'
import { expectPermitted, saidWhy } from './pinning.ts'
import { postOnce } from './posting.ts'
import { isRefusedWith, persist } from './requests.ts'
import type { BoardTools } from './tools.ts'

/** The messages of the bot in a channel, and what is pinned there. What people must change first is thrown as that. */
export function createBoard(tools: BoardTools, place: Place): Board {
  const { rest } = tools.client
  const channel = place.id
  const [there, gone] = [new Set<string>(), new Set<string>()]
  /** Whether a message was there for a request. */
  const reaches = async (message: string, request: () => Promise<unknown>): Promise<boolean> => {
    const isThere = await unlessGone(saidWhy(persist(request, tools.patience)))
    if (!isThere) gone.add(message)
    return isThere
  }
  return {
    post: async (answer, cause) => {
      const { body, digest } = cardOf(tools, answer)
      return { message: await postOnce(tools, { channel, body, cause, gone }), digest }
    },
    edit: async (message, answer, before) => {
      const { body, digest } = cardOf(tools, answer)
      const route = Routes.channelMessage(channel, message)
      const look = () => (digest === before ? rest.get(route) : rest.patch(route, { body }))
      const isThere = (digest === before && there.has(message)) || (await reaches(message, look))
      return isThere ? { message, digest } : undefined
    },
    remove: async (message) => {
      await reaches(message, () => rest.delete(Routes.channelMessage(channel, message)))
      gone.add(message)
    },
    pin: async (message) => {
      const put = () => rest.put(Routes.channelMessagesPin(channel, message))
      await saidWhy(persist(put, tools.patience))
    },
    unpin: async (message) => {
      await reaches(message, () => rest.delete(Routes.channelMessagesPin(channel, message)))
    },
    pinned: async () => {
      const list = async () => {
        await expectPermitted(tools, place, () => reading)
        there.clear()
        for (const id of await pinsIn(tools, channel)) there.add(id)
      }
      return (await unlessGone(list())) ? [...there] : undefined
    },
    circumstances: async () => {
      // Thrown, not returned: an answer of its own can carry the address that adds the bot.
      await expectPermitted(tools, place, (where) => [...reading, sendingIn(where), pinning])
      return { missing: [], notes: [] }
    },
  }
}

/** A card as a message; what it hints at is typed as a slash command, which works wherever messages are not heard. */
function cardOf({ bot }: BoardTools, answer: Answer) {
  const body = createMessage(answer, { offers: bot.offers(answer), prefix: slashPrefix })
  return { body, digest: digestOf(body) }
}

/** Whether what a request is about was there. */
async function unlessGone(request: Promise<unknown>): Promise<boolean> {
  try {
    await request
    return true
  } catch (error) {
    if (isRefusedWith(error, RESTJSONErrorCodes.UnknownMessage, RESTJSONErrorCodes.UnknownChannel)) return false
    throw error
  }
}

/** The ids of all messages that are pinned in a channel, which Discord gives by pages. */
async function pinsIn({ client, patience }: BoardTools, channel: string): Promise<readonly string[]> {
  const ids = new Set<string>()
  const query = new URLSearchParams()
  for (;;) {
    const ask = () => client.rest.get(Routes.channelMessagesPins(channel), { query })
    const { items, has_more } = (await persist(ask, patience)) as RESTGetAPIChannelMessagesPinsResult
    const known = ids.size
    for (const { message } of items) ids.add(message.id)
    if (!has_more || ids.size === known) return [...ids]
    // A page ends between two that may have been pinned at the same time.
    query.set('before', new Date(Date.parse(items.at(-1)?.pinned_at ?? '') + 1).toISOString())
  }
}
