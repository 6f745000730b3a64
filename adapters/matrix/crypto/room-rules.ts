import type { MatrixClient } from 'matrix-bot-sdk'
import { z } from 'zod'
import type { EncryptionStore } from './encryption-store.ts'
import type { FailedRequest } from './requests.ts'

const period = z.int().positive().optional().catch(undefined)
const text = z.string().optional().catch(undefined)

// Whoever made the room wrote this. What makes no sense is as good as absent, for which bot-sdk has defaults.
const schema = z.object({
  algorithm: text,
  rotation_period_ms: period,
  rotation_period_msgs: period,
  historyVisibility: text,
})

/** How the messages of a room are to be encrypted. */
export type EncryptionRules = z.infer<typeof schema>

/** Which rooms are encrypted, and how. A room that was encrypted once stays so, whatever the server says later. */
export class RoomRules {
  readonly #client: MatrixClient
  readonly #store: EncryptionStore

  constructor(client: MatrixClient, store: EncryptionStore) {
    this.#client = client
    this.#store = store
  }

  /** The rules of a room, undefined when it is not encrypted; rejects when that cannot be told. */
  async of(roomId: string): Promise<EncryptionRules | undefined> {
    const known = this.#store.room(roomId)
    if (known !== undefined) return JSON.parse(known)
    const encryption = await this.#state(roomId, 'm.room.encryption')
    if (!encryption) return undefined
    const visibility = await this.#state(roomId, 'm.room.history_visibility')
    const rules = schema.parse({ ...encryption, historyVisibility: visibility?.history_visibility })
    this.#store.rememberRoom(roomId, JSON.stringify(rules))
    return rules
  }

  async #state(roomId: string, type: string): Promise<Record<string, unknown> | undefined> {
    try {
      return await this.#client.getRoomStateEvent(roomId, type, '')
    } catch (error) {
      if ((error as FailedRequest).statusCode === 404) return undefined
      throw error
    }
  }
}
