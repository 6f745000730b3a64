import { DeviceId, DeviceLists, RoomId, UserId } from '@matrix-org/matrix-sdk-crypto-wasm'
import {
  CryptoClient,
  EncryptionAlgorithm,
  type ICryptoRoomInformation,
  type IMegolmEncrypted,
  type MatrixClient,
} from 'matrix-bot-sdk'
import { type RustEngine, SYNC_LOCK_NAME } from 'matrix-bot-sdk/lib/e2ee/RustEngine.js'
import { textOf, userIdOf } from '../answer.ts'
import { crossSign } from './cross-signing.ts'
import { OlmMachine } from './olm-machine.ts'
import { confirmIdentity } from './published-keys.ts'
import { withRetries } from './requests.ts'
import { createResumableEngine, type MembersOf } from './resumable-engine.ts'
import { type EncryptionRules, RoomRules } from './room-rules.ts'
import { changesIn } from './sync-changes.ts'

interface Running {
  readonly machine: OlmMachine
  readonly engine: RustEngine
  readonly rules: RoomRules
}

/**
 * bot-sdk's encryption with the keys in a folder that this process owns, and without what bot-sdk gets wrong. To be the
 * `crypto` of a client that was given no crypto store of its own: with one, bot-sdk would track every member on arrival
 * and hold up the sync for it. The client emits `room.keys` with an array of RoomKey when keys have arrived.
 */
export class Encryption extends CryptoClient {
  readonly #client: MatrixClient
  readonly #folder: string
  readonly #membersOf: MembersOf
  #current: Running | undefined

  /** Without `membersOf`, the server is asked for the members of a room before every message. */
  constructor(client: MatrixClient, folder: string, membersOf?: MembersOf) {
    const patient = withRetries(client)
    super(patient)
    this.#client = patient
    this.#folder = folder
    this.#membersOf = membersOf ?? ((roomId) => patient.getJoinedRoomMembers(roomId))
  }

  /** Opens the folder, makes sure that its keys are those the server knows this device by, and uploads what is missing. */
  override async prepare(): Promise<void> {
    if (this.#current) return
    const whoAmI = await this.#client.getWhoAmI()
    if (!whoAmI.device_id) throw new Error('The access token belongs to no device, so there is nothing to encrypt for.')
    const [user, device] = [new UserId(userIdOf(whoAmI)), new DeviceId(textOf(whoAmI, 'device_id'))]
    const machine = await OlmMachine.initialize(user, device, this.#folder)
    try {
      await confirmIdentity(this.#client, machine)
      await this.#start(machine)
    } catch (error) {
      machine.close()
      throw error
    }
  }

  async #start(machine: OlmMachine): Promise<void> {
    const engine = createResumableEngine(machine, this.#client, this.#membersOf)
    await engine.run()
    machine.onRoomKeys((keys) => this.#client.emit('room.keys', keys))
    this.#current = { machine, engine, rules: new RoomRules(this.#client, machine.store) }
    // The private fields of bot-sdk's own `prepare`, which would have uploaded before we could compare.
    const deviceEd25519 = machine.identityKeys.ed25519.toBase64()
    const deviceCurve25519 = machine.identityKeys.curve25519.toBase64()
    Object.assign(this, {
      deviceId: machine.store.device.deviceId,
      deviceEd25519,
      deviceCurve25519,
      engine,
      ready: true,
    })
  }

  get #running(): Running {
    if (!this.#current) throw new Error('Encryption is not prepared yet.')
    return this.#current
  }

  /** Whether messages must be encrypted: unless the server says that the room is not encrypted, they must. */
  override async isRoomEncrypted(roomId: string): Promise<boolean> {
    try {
      return (await this.#running.rules.of(roomId)) !== undefined
    } catch {
      return true
    }
  }

  /** Encrypts for everybody who is in the room; in turn, as the engine cannot stand two at once in the same room. */
  override async encryptRoomEvent(roomId: string, type: string, content: unknown): Promise<IMegolmEncrypted> {
    const { machine, engine, rules } = this.#running
    return engine.lock.acquire(`encrypt ${roomId}`, async () => {
      await engine.prepareEncrypt(roomId, supported(await rules.of(roomId), roomId))
      return JSON.parse(await machine.encryptRoomEvent(new RoomId(roomId), type, JSON.stringify(content)))
    })
  }

  /** Takes in what a sync brought; what makes no sense is left out. */
  async receive(sync: { readonly [key: string]: unknown }): Promise<void> {
    const { machine, engine } = this.#running
    const { toDevice, changed, left, oneTimeKeys, unusedFallbackKeys } = changesIn(sync)
    const devices = new DeviceLists(changed, left)
    await engine.lock.acquire(SYNC_LOCK_NAME, () =>
      machine.receiveSyncChanges(toDevice, devices, oneTimeKeys, unusedFallbackKeys),
    )
  }

  /** Sends what there is to be sent: new keys of this device, and questions for those of others. */
  async send(): Promise<void> {
    const { engine } = this.#running
    await engine.lock.acquire(SYNC_LOCK_NAME, () => engine.run())
  }

  /** Lets other clients trust this device; see `crossSign`. */
  crossSign(password?: string): Promise<void> {
    return crossSign(this.#client, this.#running.machine, password)
  }

  /** Gives the folder free. */
  close(): void {
    this.#current?.machine.close()
    this.#current = undefined
    Object.assign(this, { ready: false })
  }
}

function supported(rules: EncryptionRules | undefined, roomId: string): ICryptoRoomInformation {
  if (rules?.algorithm === EncryptionAlgorithm.MegolmV1AesSha2) return rules as ICryptoRoomInformation
  throw new Error(`The room ${roomId} is not encrypted, or in a way that is not supported: ${rules?.algorithm}.`)
}
