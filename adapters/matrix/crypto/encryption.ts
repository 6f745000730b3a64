import { DeviceId, RoomId, UserId } from '@matrix-org/matrix-sdk-crypto-wasm'
import {
  CryptoClient,
  EncryptionAlgorithm,
  type ICryptoRoomInformation,
  type IMegolmEncrypted,
  type MatrixClient,
} from 'matrix-bot-sdk'
import type { RustEngine } from 'matrix-bot-sdk/lib/e2ee/RustEngine.js'
import { crossSign } from './cross-signing.ts'
import { OlmMachine } from './olm-machine.ts'
import { confirmIdentity } from './published-keys.ts'
import { withRetries } from './requests.ts'
import { createResumableEngine, type MembersOf } from './resumable-engine.ts'
import { type EncryptionRules, RoomRules } from './room-rules.ts'

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
    const { user_id, device_id } = await this.#client.getWhoAmI()
    if (!device_id) throw new Error('The access token belongs to no device, so there is nothing to encrypt for.')
    const machine = await OlmMachine.initialize(new UserId(user_id), new DeviceId(device_id), this.#folder)
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
