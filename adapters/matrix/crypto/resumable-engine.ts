import { RequestType } from '@matrix-org/matrix-sdk-crypto-wasm'
import type { MatrixClient } from 'matrix-bot-sdk'
import { RustEngine } from 'matrix-bot-sdk/lib/e2ee/RustEngine.js'
import { EncryptionError } from './encryption-error.ts'
import type { OlmMachine, OutgoingRequest } from './olm-machine.ts'
import type { FailedRequest } from './requests.ts'

/** Who is in a room now. */
export type MembersOf = (roomId: string) => Promise<Iterable<string>>

/**
 * bot-sdk's engine, but messages to devices go out under the ids that the machine gave them: one that is sent again
 * after a crash is then dropped by the server, instead of reaching a device that cannot decrypt it a second time. And
 * a server that has other keys under the names of new ones tells of an old copy, which would stay deaf for good.
 */
export function createResumableEngine(machine: OlmMachine, client: MatrixClient, membersOf: MembersOf): RustEngine {
  const getJoinedRoomMembers = async (roomId: string) => [...(await membersOf(roomId))]
  const informed = Object.create(client, { getJoinedRoomMembers: { value: getJoinedRoomMembers } }) as MatrixClient
  const engine = new RustEngine(machine, informed)
  const actuallyProcessToDeviceRequest = async (id: string, type: string, messages: unknown) => {
    const path = `/_matrix/client/v3/sendToDevice/${encodeURIComponent(type)}/${encodeURIComponent(id)}`
    const response = await client.doRequest('PUT', path, null, { messages })
    await machine.markRequestAsSent(id, RequestType.ToDevice, JSON.stringify(response))
  }
  const processKeysUploadRequest = async ({ id, type, body }: OutgoingRequest) => {
    const upload = client.doRequest('POST', '/_matrix/client/v3/keys/upload', null, JSON.parse(body))
    const response = await upload.catch((error) => {
      throw isKeyTaken(error) ? olderCopy(machine) : error
    })
    await machine.markRequestAsSent(id, type, JSON.stringify(response))
  }
  Object.assign(engine, { actuallyProcessToDeviceRequest, processKeysUploadRequest })
  return engine
}

/** Servers have no code of their own for it. */
function isKeyTaken({ statusCode, body }: FailedRequest): boolean {
  return statusCode === 400 && /one.time key .*already exists/i.test(JSON.stringify(body))
}

function olderCopy({ store: { folder, device } }: OlmMachine): EncryptionError {
  return new EncryptionError(
    'older-copy',
    `The encryption folder ${folder} is an older copy: the server has later keys of device ${device.deviceId}. Put the newest one back, or log in anew and begin with an empty folder.`,
  )
}
