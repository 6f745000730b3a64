import type { MatrixClient } from 'matrix-bot-sdk'
import type { MessageContent } from '../../../adapters/matrix/message.ts'
import { expectInertEvent } from '../inert.ts'

/** What the server says of a room when it is asked. */
export interface RoomAsItIs {
  /** Answers to a request for members, state, pinned events, or an event. */
  readonly members: unknown
  readonly state: unknown
  readonly pinned: unknown
  readonly event: unknown
  /** Something that makes no sense, said once instead of an answer to a request whose path ends so. */
  readonly odd?: { readonly to: string; readonly answer: unknown } | undefined
}

/** A homeserver in memory that gives one sync after the other, and checks and keeps what it is sent. */
export interface QuietHomeserver {
  readonly client: MatrixClient
  /** Each request that changes something: method, path and body. */
  readonly sent: (readonly [string, string, unknown])[]
  /** What is wrong with requests. */
  readonly wrong: Error[]
  room: RoomAsItIs
  /** Gives the next sync; resolves when the one after it is asked for. */
  give(response: unknown): Promise<void>
  /** Resolves when what was answered with something odd is asked for again. */
  askedAgain(): Promise<void>
}

/** Opens a server where the bot has an account. */
export function openQuietHomeserver(): QuietHomeserver {
  const sent: QuietHomeserver['sent'] = []
  const wrong: Error[] = []
  let asked = Promise.withResolvers<void>()
  let next = Promise.withResolvers<unknown>()
  let events = 0
  let again: { readonly path: string; readonly asked: PromiseWithResolvers<void> } | undefined
  let position: string | undefined
  const sayOdd = (path: string) => {
    const { odd, ...room } = homeserver.room
    if (odd === undefined || !path.endsWith(odd.to)) return undefined
    homeserver.room = room
    again = { path, asked: Promise.withResolvers() }
    return odd
  }
  const doRequest = async (method: string, path: string, query: unknown, body: unknown): Promise<unknown> => {
    const isRepeated = again?.path === path
    if (isRepeated) again?.asked.resolve()
    if (path.endsWith('/filter')) return { filter_id: '1' }
    if (path.endsWith('/sync')) {
      const { since } = query as { readonly since?: string }
      if (since !== position) wrong.push(new Error(`The sync goes on from ${since} instead of ${position}`))
      if (!isRepeated) asked.resolve()
      const response = await next.promise
      again = undefined
      const odd = sayOdd(path)
      if (odd) return odd.answer
      next = Promise.withResolvers()
      position = (response as { readonly next_batch: string }).next_batch
      return response
    }
    const odd = sayOdd(path)
    if (odd) return odd.answer
    if (method !== 'GET') {
      sent.push([method, path, body])
      if (path.includes('/send/')) check(body as MessageContent, wrong)
      return { event_id: `$sent-${++events}` }
    }
    const { members, state, pinned, event } = homeserver.room
    if (path.endsWith('/joined_members')) return members
    if (path.endsWith('/state')) return state
    if (path.endsWith('/m.room.pinned_events')) return pinned
    if (path.endsWith('/messages')) return { chunk: [] }
    if (path.includes('/event/') && event !== undefined) return event
    throw Object.assign(new Error('not found'), { statusCode: 404, errcode: 'M_NOT_FOUND', query })
  }
  const homeserver: QuietHomeserver = {
    ...{ sent, wrong, room: { members: {}, state: [], pinned: {}, event: undefined } },
    client: { homeserverUrl: 'http://quiet.example', doRequest } as unknown as MatrixClient,
    askedAgain: async () => {
      await again?.asked.promise
      again = undefined
    },
    give: async (response) => {
      await asked.promise
      asked = Promise.withResolvers()
      next.resolve(response)
      await asked.promise
    },
  }
  return homeserver
}

function check(content: MessageContent, wrong: Error[]): void {
  try {
    expectInertEvent(
      content,
      (content['m.mentions'].user_ids ?? content['m.new_content']?.['m.mentions'].user_ids)?.[0],
    )
  } catch (error) {
    wrong.push(error as Error)
  }
}
