import {
  DecryptionSettings,
  type DeviceId,
  OlmMachine as Engine,
  LoggerLevel,
  Tracing,
  TrustRequirement,
  type UserId,
} from '@matrix-org/matrix-sdk-crypto-wasm'
import type { EncryptionStore } from './encryption-store.ts'
import { PersistentIndexedDb } from './persistent-indexed-db.ts'

let opening: Promise<unknown> = Promise.resolve()

/** Opens the engine on a store. One after the other, because it looks for IndexedDB in the global scope. */
export function openEngine(user: UserId, device: DeviceId, store: EncryptionStore): Promise<Engine> {
  const opened = opening.then(async () => {
    const indexedDB = new PersistentIndexedDb(store)
    await indexedDB.load()
    Object.assign(globalThis, { indexedDB })
    new Tracing(LoggerLevel.Error)
    return Engine.initialize(user, device, 'encryption')
  })
  opening = opened.catch(() => undefined)
  return opened
}

/** Whoever asks gets an answer, from a verified device or not. */
export function settingsForDecryption(): DecryptionSettings {
  return new DecryptionSettings(TrustRequirement.Untrusted)
}
