import { dirname } from 'node:path'
import { RequestType } from '@matrix-org/matrix-sdk-crypto-wasm'
import type { MatrixClient } from 'matrix-bot-sdk'
import { OddAnswer } from '../answer.ts'
import { objectIn } from '../event.ts'
import { EncryptionError } from './encryption-error.ts'
import type { OlmMachine } from './olm-machine.ts'

/** A key as its owner has published it. */
interface PublishedKey {
  readonly keys: Readonly<Record<string, string>>
  readonly signatures?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** What the server publishes of this device and of its user's cross-signing identity. */
export interface PublishedKeys {
  readonly device: PublishedKey | undefined
  readonly selfSigningKey: PublishedKey | undefined
}

interface KeysResponse {
  readonly device_keys?: Readonly<Record<string, Readonly<Record<string, PublishedKey>>>>
  readonly self_signing_keys?: Readonly<Record<string, PublishedKey>>
}

/** Asks the server what it publishes of this device and its user, and lets the machine know. */
export async function fetchPublishedKeys(client: MatrixClient, machine: OlmMachine): Promise<PublishedKeys> {
  const { userId, deviceId } = machine.store.device
  const { id, type, body } = machine.queryOwnKeys()
  const response: KeysResponse = await client.doRequest('POST', '/_matrix/client/v3/keys/query', null, JSON.parse(body))
  await machine.markRequestAsSent(id, type, JSON.stringify(response))
  return {
    device: response.device_keys?.[userId]?.[deviceId],
    selfSigningKey: response.self_signing_keys?.[userId],
  }
}

/** Refuses a store whose keys are not, or not any more, those that others know this device by; to be called before any upload. */
export async function confirmIdentity(client: MatrixClient, machine: OlmMachine): Promise<void> {
  const { deviceId } = machine.store.device
  const { ed25519, curve25519 } = machine.identityKeys
  const own = { [`ed25519:${deviceId}`]: ed25519.toBase64(), [`curve25519:${deviceId}`]: curve25519.toBase64() }
  const { device } = await fetchPublishedKeys(client, machine)
  if (!device) {
    if (await isNew(machine)) return
    // Beside the keys is how far the server was followed, which is nothing to go on from either.
    const folder = dirname(machine.store.folder)
    throw new EncryptionError(
      'identity-mismatch',
      `The server knows no keys of device ${deviceId} any more, though it was given them; it was set up anew, or went back to an older copy. Move ${folder} away and log in anew.`,
    )
  }
  const published = objectIn(device.keys)
  if (Object.keys(published).length === 0) throw new OddAnswer('its answer to /keys/query has no keys of the device')
  if (Object.entries(own).every(([name, key]) => published[name] === key)) return
  throw new EncryptionError(
    'identity-mismatch',
    `The encryption folder ${machine.store.folder} does not hold the keys that the server knows device ${deviceId} by; it was replaced or emptied. Put the former folder back, or log in anew and begin with an empty folder.`,
  )
}

/** Whether the keys of this device are yet to be published. */
async function isNew(machine: OlmMachine): Promise<boolean> {
  const uploads = (await machine.outgoingRequests()).filter(({ type }) => type === RequestType.KeysUpload)
  return uploads.some(({ body }) => 'device_keys' in JSON.parse(body))
}
