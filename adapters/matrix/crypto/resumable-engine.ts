import { RequestType } from '@matrix-org/matrix-sdk-crypto-wasm'
import type { MatrixClient } from 'matrix-bot-sdk'
import { RustEngine } from 'matrix-bot-sdk/lib/e2ee/RustEngine.js'
import type { OlmMachine } from './olm-machine.ts'

/** Who is in a room now. */
export type MembersOf = (roomId: string) => Promise<Iterable<string>>

/**
 * bot-sdk's engine, but messages to devices go out under the ids that the machine gave them: one that is sent again
 * after a crash is then dropped by the server, instead of reaching a device that cannot decrypt it a second time.
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
  Object.assign(engine, { actuallyProcessToDeviceRequest })
  return engine
}
