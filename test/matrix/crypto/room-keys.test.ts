import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DeviceLists, RequestType, RoomId, UserId } from '@matrix-org/matrix-sdk-crypto-wasm'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { EncryptionStore } from '../../../adapters/matrix/crypto/encryption-store.ts'
import { EncryptionSettings, type OlmMachine } from '../../../adapters/matrix/crypto/olm-machine.ts'
import { decrypt, encrypt, openMachine } from './machine.ts'

const folders = mkdtempSync(join(tmpdir(), 'messenger-guide-room-keys-'))
afterAll(() => rmSync(folders, { recursive: true }))
afterEach(() => void vi.restoreAllMocks())

const anna = '@anna:example.org'
const bot = '@bot:example.org'
const room = '!room:example.org'

/** What a machine uploads of itself. */
async function keysOf(machine: OlmMachine) {
  const requests = await machine.outgoingRequests()
  return JSON.parse(requests.find(({ type }) => type === RequestType.KeysUpload)?.body ?? '{}')
}

/** Has Anna say something to the bot; gives it, and the to-device event with the key to it. */
async function say(sender: OlmMachine, receiver: OlmMachine, text: string) {
  const { device_keys: device, one_time_keys: oneTimeKeys } = await keysOf(receiver)
  const [oneTimeKey] = Object.entries(oneTimeKeys)
  await sender.updateTrackedUsers([new UserId(bot)])
  const query = (await sender.outgoingRequests()).find(({ type }) => type === RequestType.KeysQuery)
  const devices = { device_keys: { [bot]: { DEVICE: device } }, failures: {} }
  await sender.markRequestAsSent(query?.id ?? '', RequestType.KeysQuery, JSON.stringify(devices))
  const claim = await sender.getMissingSessions([new UserId(bot)])
  const claimed = { one_time_keys: { [bot]: { DEVICE: Object.fromEntries([oneTimeKey ?? []]) } }, failures: {} }
  await sender.markRequestAsSent(claim?.id ?? '', RequestType.KeysClaim, JSON.stringify(claimed))
  const [share] = await sender.shareRoomKey(new RoomId(room), [new UserId(bot)], new EncryptionSettings())
  await sender.markRequestAsSent(share?.id ?? '', RequestType.ToDevice, '{}')
  const { messages } = JSON.parse(share?.body ?? '{}')
  const said = await sender.encryptRoomEvent(new RoomId(room), 'm.room.message', JSON.stringify({ body: text }))
  const event = { type: 'm.room.encrypted', event_id: '$event', room_id: room, sender: anna, origin_server_ts: 0 }
  return {
    event: JSON.stringify({ ...event, content: JSON.parse(said) }),
    toDevice: JSON.stringify([{ type: 'm.room.encrypted', sender: anna, content: messages[bot].DEVICE }]),
  }
}

const receive = (machine: OlmMachine, toDevice: string) =>
  machine.receiveSyncChanges(toDevice, new DeviceLists([], []), { signed_curve25519: 49 }, [])

test('a room key that comes in survives kill -9 at any moment: what is told again can be read', async () => {
  const folder = join(folders, 'bot')
  const sender = await openMachine(join(folders, 'anna'), 'PHONE', anna)
  const receiver = await openMachine(folder)
  const { event, toDevice } = await say(sender, receiver, 'hello')

  const moments: string[] = []
  const { write } = EncryptionStore.prototype
  vi.spyOn(EncryptionStore.prototype, 'write').mockImplementation(function (this: EncryptionStore, ...what) {
    write.apply(this, what)
    const moment = join(folders, `moment-${moments.length}`)
    cpSync(folder, moment, { recursive: true })
    moments.push(moment)
  })
  await receive(receiver, toDevice)
  vi.restoreAllMocks()
  expect(await decrypt(receiver, room, event)).toBe('hello')
  receiver.close()

  expect(moments.length).toBeGreaterThan(1)
  for (const moment of [...moments, folder]) {
    const restarted = await openMachine(moment)
    await receive(restarted, toDevice)
    expect(await decrypt(restarted, room, event), moment).toBe('hello')
    restarted.close()
  }
  sender.close()
})

test('what is asked meanwhile waits, and everything is done', async () => {
  const machine = await openMachine(join(folders, 'busy'))
  const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`)
  const said = await Promise.all(
    texts.map(async (text, index) => {
      const own = `!room-${index}:example.org`
      await receive(machine, '[]')
      const event = await encrypt(machine, own, text)
      await receive(machine, '[]')
      return decrypt(machine, own, event)
    }),
  )
  expect(said).toEqual(texts)
  machine.close()
})
