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
}

/** Opens a server where the bot has an account. */
export function openQuietHomeserver(): QuietHomeserver {
  const sent: QuietHomeserver['sent'] = []
  const wrong: Error[] = []
  let asked = Promise.withResolvers<void>()
  let next = Promise.withResolvers<unknown>()
  let events = 0
  const doRequest = async (method: string, path: string, query: unknown, body: unknown): Promise<unknown> => {
    if (path.endsWith('/filter')) return { filter_id: '1' }
    if (path.endsWith('/sync')) {
      asked.resolve()
      const response = await next.promise
      next = Promise.withResolvers()
      return response
    }
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
