import { createHash } from 'node:crypto'
import type { MatrixClient } from 'matrix-bot-sdk'
import { textOf } from './answer.ts'
import type { Encryption } from './crypto/encryption.ts'
import { type Patience, request } from './requests.ts'

/** Sends events to rooms, encrypted where the room is. */
export interface Sender {
  /** Sends a message once, however often it is called for the same cause, and gives its event id. */
  send(room: string, content: object, cause: string, patience: Patience): Promise<string>
  /** Takes an event away, once for each cause. */
  redact(room: string, event: string, cause: string, patience: Patience): Promise<void>
}

/** Sends through a client; without `encryption` nothing is encrypted. */
export function createSender(client: MatrixClient, encryption: Encryption | undefined): Sender {
  const put = async (room: string, path: string, body: object, patience: Patience) => {
    const target = `/rooms/${encodeURIComponent(room)}${path}`
    const read = (answer: unknown) => textOf(answer, 'event_id')
    return request(client, { method: 'PUT', path: target, body, read }, patience)
  }
  return {
    send: async (room, content, cause, patience) => {
      const encrypts = encryption !== undefined && (await encryption.isRoomEncrypted(room))
      const body = encrypts ? await encryption.encryptRoomEvent(room, 'm.room.message', content) : content
      const type = encrypts ? 'm.room.encrypted' : 'm.room.message'
      return put(room, `/send/${type}/${transactionOf(cause)}`, body, patience)
    },
    redact: async (room, event, cause, patience) =>
      void (await put(room, `/redact/${encodeURIComponent(event)}/${transactionOf(cause)}`, {}, patience)),
  }
}

/** Servers carry out one request for each transaction id of a device, and keep the ids for a day. */
function transactionOf(cause: string): string {
  return createHash('sha256').update(cause).digest('base64url')
}
