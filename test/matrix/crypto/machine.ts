import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { DeviceId, RoomId, UserId } from '@matrix-org/matrix-sdk-crypto-wasm'
import { EncryptionSettings, OlmMachine } from '../../../adapters/matrix/crypto/olm-machine.ts'
import { root } from '../../support/guide.ts'

/** Opens the machine of the bot's device. */
export function openMachine(folder: string, device = 'DEVICE', user = '@bot:example.org'): Promise<OlmMachine> {
  return OlmMachine.initialize(new UserId(user), new DeviceId(device), folder)
}

/** The public keys that others know a machine by. */
export function identityOf({ identityKeys }: OlmMachine): string[] {
  return [identityKeys.curve25519.toBase64(), identityKeys.ed25519.toBase64()]
}

/** Encrypts a message for a room, as an event that the same machine can read again. */
export async function encrypt(machine: OlmMachine, roomId: string, text: string): Promise<string> {
  await machine.shareRoomKey(new RoomId(roomId), [], new EncryptionSettings())
  const content = await machine.encryptRoomEvent(new RoomId(roomId), 'm.room.message', JSON.stringify({ body: text }))
  const event = { type: 'm.room.encrypted', event_id: '$event', room_id: roomId, sender: '@bot:example.org' }
  return JSON.stringify({ ...event, origin_server_ts: 0, content: JSON.parse(content) })
}

/** The text of an event that `encrypt` made. */
export async function decrypt(machine: OlmMachine, roomId: string, event: string): Promise<string> {
  const decrypted = await machine.decryptRoomEvent(event, new RoomId(roomId))
  return JSON.parse(decrypted.event).content.body
}

/** Runs a script, which has the functions above, in a process of its own; kills it once it has printed a line. */
export async function killedAfterFirstLine(script: string): Promise<string> {
  const imports = `import { openMachine, identityOf, encrypt } from '${root}/test/matrix/crypto/machine.ts'\n`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', imports + script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  return String(line).trim()
}
