import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { MatrixClient } from 'matrix-bot-sdk'
import { Encryption } from '../../../adapters/matrix/crypto/encryption.ts'
import type { Account } from '../../e2e/register-account.ts'

/** A question as it goes over the wire. */
export interface Letter {
  readonly room: string
  readonly type: string
  readonly content: object
}

/** A person who does next to nothing, so that what is measured is the bot. */
export interface Asker {
  /** Opens a room with a bot and waits until it is there. */
  openRoom(bot: string): Promise<string>
  /** Writes a question, encrypted if the asker encrypts. */
  write(room: string, question: string): Promise<Letter>
  /** Sends a question; milliseconds from then until the reply is seen. */
  send(letter: Letter): Promise<number>
  stop(): void
}

interface SyncResponse {
  readonly next_batch: string
  readonly rooms?: { readonly join?: Record<string, { readonly timeline: { readonly events: ReplyEvent[] } }> }
}

/** What an event replies to stands outside of its encryption. */
interface ReplyEvent {
  readonly type: string
  readonly content: { readonly 'm.relates_to'?: { readonly 'm.in_reply_to'?: { readonly event_id: string } } }
}

const patience = 60_000

/** Starts an asker, who encrypts where a folder for the keys is given. */
export async function startAsker(url: string, account: Account, folder?: string): Promise<Asker> {
  const { userId, accessToken } = account
  const stopped = new AbortController()
  const call = callsTo(url, accessToken, stopped.signal)
  const encryption = folder === undefined ? undefined : new Encryption(new MatrixClient(url, accessToken), folder)
  await encryption?.prepare()
  const type = encryption ? 'm.room.encrypted' : 'm.room.message'
  const replies = new Map<string, PromiseWithResolvers<number>>()
  const replyTo = (question: string) => {
    const reply = replies.get(question) ?? Promise.withResolvers<number>()
    replies.set(question, reply)
    return reply
  }
  const filter = JSON.stringify({
    presence: { types: [] },
    account_data: { types: [] },
    room: {
      ...{ account_data: { types: [] }, ephemeral: { types: [] }, state: { types: [] } },
      timeline: { types: [type], not_senders: [userId], limit: 1000 },
    },
  })
  const listen = async () => {
    let since = ''
    while (!stopped.signal.aborted) {
      const query = new URLSearchParams({ filter, ...(since ? { since, timeout: '30000' } : {}) })
      const response = await call<SyncResponse>('GET', `/sync?${query}`)
      since = response.next_batch
      for (const { timeline } of Object.values(response.rooms?.join ?? {})) {
        for (const { content } of timeline.events) {
          const question = content['m.relates_to']?.['m.in_reply_to']?.event_id
          if (question !== undefined) replyTo(question).resolve(performance.now())
        }
      }
    }
  }
  listen().catch((error) => {
    if (!stopped.signal.aborted) throw error
  })

  return {
    openRoom: async (bot) => {
      const rules = { type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } }
      const body = { preset: 'private_chat', invite: [bot], initial_state: encryption ? [rules] : [] }
      const { room_id: room } = await call<{ room_id: string }>('POST', '/createRoom', body)
      const isThere = async () => {
        const { joined } = await call<{ joined: object }>('GET', `/rooms/${encodeURIComponent(room)}/joined_members`)
        return bot in joined
      }
      while (!(await isThere())) await sleep(50)
      return room
    },
    write: async (room, question) => {
      const content = { msgtype: 'm.text', body: question }
      if (!encryption) return { room, type, content }
      return { room, type, content: await encryption.encryptRoomEvent(room, 'm.room.message', content) }
    },
    send: async ({ room, content }) => {
      const start = performance.now()
      const path = `/rooms/${encodeURIComponent(room)}/send/${type}/${randomUUID()}`
      const { event_id: question } = await call<{ event_id: string }>('PUT', path, content)
      const reply = replyTo(question)
      const late = setTimeout(() => reply.reject(new Error(`No reply in ${patience} ms.`)), patience)
      const seen = await reply.promise.finally(() => clearTimeout(late))
      replies.delete(question)
      return seen - start
    },
    stop: () => {
      stopped.abort()
      encryption?.close()
    },
  }
}

function callsTo(url: string, token: string, signal: AbortSignal) {
  return async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${url}/_matrix/client/v3${path}`, {
      ...{ method, signal, headers: { authorization: `Bearer ${token}` } },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
}
