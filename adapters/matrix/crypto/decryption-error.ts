import { DecryptionErrorCode, MegolmDecryptionError } from '@matrix-org/matrix-sdk-crypto-wasm'

const curable = [DecryptionErrorCode.MissingRoomKey, DecryptionErrorCode.UnknownMessageIndex]

/** Thrown for an event that cannot be decrypted; with `missingKey`, its key may still arrive. */
export class DecryptionError extends Error {
  override readonly name = 'DecryptionError'
  readonly missingKey: boolean

  constructor({ code, description }: MegolmDecryptionError) {
    super(description)
    this.missingKey = curable.includes(code)
  }
}

/** The engine rejects with objects of its own, which no logger understands. */
export function asError(error: unknown): Error {
  if (error instanceof MegolmDecryptionError) return new DecryptionError(error)
  return error instanceof Error ? error : new Error(String(error))
}
