import {
  CollectStrategy,
  type CrossSigningBootstrapRequests,
  type DecryptedRoomEvent,
  type DeviceId,
  type DeviceLists,
  type OlmMachine as Engine,
  EncryptionSettings as EngineSettings,
  type IdentityKeys,
  type KeysClaimRequest,
  RequestType,
  type RoomId,
  type ToDeviceRequest,
  UserId,
} from '@matrix-org/matrix-sdk-crypto-wasm'
import { OddAnswer } from '../answer.ts'
import { asError } from './decryption-error.ts'
import { EncryptionError } from './encryption-error.ts'
import { EncryptionStore } from './encryption-store.ts'
import { openEngine, settingsForDecryption } from './engine.ts'
import { Gate } from './gate.ts'

/** A request that the engine wants sent. */
export interface OutgoingRequest {
  readonly id: string
  readonly type: RequestType
  readonly body: string
}

/** A session of a room whose key has arrived. */
export interface RoomKey {
  readonly roomId: string
  readonly sessionId: string
}

/** How the messages of a room are encrypted: for each device of its members, verified or not. */
export class EncryptionSettings extends EngineSettings {
  constructor() {
    super()
    this.sharingStrategy = CollectStrategy.allDevices()
  }
}

/** The machine of the native package on top of the WebAssembly engine. Its keys are in a folder that it owns. */
export class OlmMachine {
  readonly store: EncryptionStore
  readonly #engine: Engine
  readonly #gate = new Gate()

  private constructor(engine: Engine, store: EncryptionStore) {
    this.store = store
    this.#engine = engine
  }

  static async initialize(user: UserId, device: DeviceId, folder: string): Promise<OlmMachine> {
    const store = new EncryptionStore(folder, { userId: user.toString(), deviceId: device.toString() })
    try {
      return new OlmMachine(await openEngine(user, device, store), store)
    } catch (error) {
      store.close()
      throw store.failure ?? asError(error)
    }
  }

  get identityKeys(): IdentityKeys {
    return this.#engine.identityKeys
  }

  outgoingRequests(): Promise<OutgoingRequest[]> {
    return this.#run(async () => ((await this.#engine.outgoingRequests()) as OutgoingRequest[]).map(native))
  }

  async markRequestAsSent(id: string, type: RequestType, response: string): Promise<boolean> {
    try {
      return await this.#run(() => this.#engine.markRequestAsSent(id, type, response))
    } catch (error) {
      // What the engine says of it repeats what the server wrote.
      throw error instanceof EncryptionError ? error : new OddAnswer(`its answer to ${paths[type]} makes no sense`)
    }
  }

  updateTrackedUsers(users: readonly UserId[]): Promise<void> {
    return this.#run(() => this.#engine.updateTrackedUsers(copies(users)))
  }

  getMissingSessions(users: readonly UserId[]): Promise<KeysClaimRequest | null> {
    return this.#run(() => this.#engine.getMissingSessions(copies(users)))
  }

  /** The requests that give the key of a room to its members; here the rotation period is in milliseconds. */
  shareRoomKey(room: RoomId, users: readonly UserId[], settings: EncryptionSettings): Promise<OutgoingRequest[]> {
    settings.rotationPeriod *= 1000n
    return this.#run(async () => (await this.#engine.shareRoomKey(room, copies(users), settings)).map(native))
  }

  encryptRoomEvent(room: RoomId, type: string, content: string): Promise<string> {
    return this.#run(() => this.#engine.encryptRoomEvent(room, type, content))
  }

  decryptRoomEvent(event: string, room: RoomId): Promise<DecryptedRoomEvent> {
    return this.#run(() => this.#engine.decryptRoomEvent(event, room, settingsForDecryption()))
  }

  /**
   * Takes in what a sync brought and gives the to-device events back, decrypted, as JSON. The engine notes that it has
   * read an event before it keeps the key that was in it; a process killed in between could never read it again. So the
   * disk gets all of it at once, and alone: nothing else may leave before it is on disk.
   */
  async receiveSyncChanges(
    toDevice: string,
    devices: DeviceLists,
    oneTimeKeys: Readonly<Record<string, number>>,
    unusedFallbackKeys: readonly string[],
  ): Promise<string> {
    const counts = new Map(Object.entries(oneTimeKeys))
    const unused = new Set(unusedFallbackKeys)
    const receive = () => this.#engine.receiveSyncChanges(toDevice, devices, counts, unused, settingsForDecryption())
    const events = await this.#gate.alone(() => this.#sound(() => this.store.together(receive)))
    return `[${events.map(({ rawEvent }) => rawEvent).join()}]`
  }

  async sign(message: string) {
    const signatures = await this.#run(() => this.#engine.sign(message))
    return { get: (user: UserId) => Object.fromEntries(signatures.get(user) ?? []) }
  }

  /** Calls back whenever keys of room sessions have arrived. */
  onRoomKeys(listener: (keys: RoomKey[]) => void): void {
    this.#engine.registerRoomKeyUpdatedCallback(async (keys) =>
      listener(keys.map(({ roomId, sessionId }) => ({ roomId: roomId.toString(), sessionId }))),
    )
  }

  /** Whether this device holds the private keys of its user's cross-signing identity. */
  holdsIdentity(): Promise<boolean> {
    return this.#run(async () => (await this.#engine.crossSigningStatus()).hasSelfSigning)
  }

  /** Signs this device with the cross-signing identity that it holds, or with a new one; both are to be uploaded. */
  signWithIdentity(): Promise<CrossSigningBootstrapRequests> {
    return this.#run(() => this.#engine.bootstrapCrossSigning(false))
  }

  /** The request for what the server knows of the user's own devices and identity. */
  queryOwnKeys(): OutgoingRequest {
    return this.#engine.queryKeysForUsers([this.#engine.userId.clone()])
  }

  close(): void {
    this.#engine.close()
    this.store.close()
  }

  #run<T>(work: () => Promise<T>): Promise<T> {
    return this.#gate.pass(() => this.#sound(work))
  }

  /** Nothing leaves the engine once its memory is ahead of the disk. */
  async #sound<T>(work: () => Promise<T>): Promise<T> {
    try {
      if (this.store.failure) throw this.store.failure
      return await work()
    } catch (error) {
      throw this.store.failure ?? asError(error)
    }
  }
}

/** Where requests of the engine are sent; others are not. */
const paths: Readonly<Partial<Record<RequestType, string>>> = {
  [RequestType.KeysUpload]: '/keys/upload',
  [RequestType.KeysQuery]: '/keys/query',
  [RequestType.KeysClaim]: '/keys/claim',
  [RequestType.ToDevice]: '/sendToDevice',
}

/** The engine takes ids over and they are gone afterwards, but bot-sdk uses them again. */
function copies(users: readonly UserId[]): UserId[] {
  return users.map((user) => new UserId(user.toString()))
}

/** bot-sdk finds the type and the transaction id of a to-device request in its body, or under other names. */
function native(request: OutgoingRequest): OutgoingRequest {
  if (!('txn_id' in request)) return request
  const { id, type, body, event_type, txn_id } = request as ToDeviceRequest
  const complete = JSON.stringify({ ...JSON.parse(body), event_type, txn_id })
  return { id, type, body: complete, ...{ eventType: event_type, txnId: txn_id } }
}
