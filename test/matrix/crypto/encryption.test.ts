import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { LogService, MatrixClient } from 'matrix-bot-sdk'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { Encryption } from '../../../adapters/matrix/crypto/encryption.ts'
import { type AnsweringServer, startAnsweringServer } from './answering-server.ts'
import { openMachine } from './machine.ts'

const folders = mkdtempSync(join(tmpdir(), 'messenger-guide-encryption-'))
afterAll(() => rmSync(folders, { recursive: true }))

const room = '!room:example.org'
const megolm = { algorithm: 'm.megolm.v1.aes-sha2' }
const notFound = [404, { errcode: 'M_NOT_FOUND', error: 'not found' }] as const
const broken = [500, { errcode: 'M_UNKNOWN', error: 'broken' }] as const

let server: AnsweringServer
let folder: string
let encryption: Encryption
/** The keys of the device, once the server has them. */
let published: object

function restart(): Encryption {
  encryption?.close()
  encryption = new Encryption(new MatrixClient(server.url, 'token'), folder)
  return encryption
}

beforeEach(async () => {
  LogService.muteModule('MatrixHttpClient')
  server = await startAnsweringServer()
  server.replies.set('/whoami', () => [200, { user_id: '@bot:example.org', device_id: 'DEVICE' }])
  published = {}
  server.replies.set('/keys/upload', (body) => {
    const { device_keys: device } = body as { device_keys?: object }
    if (device) published = { '@bot:example.org': { DEVICE: device } }
    return [200, { one_time_key_counts: { signed_curve25519: 50 } }]
  })
  server.replies.set('/keys/query', () => [200, { device_keys: published }])
  server.replies.set('/joined_members', () => [200, { joined: {} }])
  server.replies.set('/m.room.encryption/', () => [200, megolm])
  folder = mkdtempSync(join(folders, 'bot-'))
  restart()
})

afterEach(() => {
  encryption.close()
  server.close()
})

test('keys that the server had and lost, as one that was set up anew has, are refused with what to do', async () => {
  await encryption.prepare()
  server.replies.set('/keys/query', () => [200, {}])
  restart()
  await expect(encryption.prepare()).rejects.toMatchObject({
    name: 'EncryptionError',
    reason: 'identity-mismatch',
    message: expect.stringContaining(`Move ${dirname(folder)} away and log in anew`),
  })
})

test('keys that are not those of the device on the server are refused before anything is uploaded', async () => {
  const keys = { 'ed25519:DEVICE': 'other', 'curve25519:DEVICE': 'other' }
  server.replies.set('/keys/query', () => [200, { device_keys: { '@bot:example.org': { DEVICE: { keys } } } }])
  await expect(encryption.prepare()).rejects.toMatchObject({
    name: 'EncryptionError',
    reason: 'identity-mismatch',
    message: expect.stringContaining(`${folder} does not hold the keys`),
  })
  expect(server.asked.filter((path) => path.includes('upload'))).toEqual([])
  server.replies.delete('/keys/query')
  await encryption.prepare()
  expect(encryption.isReady).toBe(true)
})

test('a server that stumbles is asked again', async () => {
  let failures = 2
  server.replies.set('/keys/query', () => (failures-- > 0 ? broken : [200, {}]))
  server.replies.set('/keys/upload', () =>
    failures-- === -1 ? [429, { errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 1 }] : [200, { one_time_key_counts: {} }],
  )
  await encryption.prepare()
  expect(encryption.isReady).toBe(true)
})

test('only a definite answer counts as not encrypted', async () => {
  await encryption.prepare()
  server.replies.set('/m.room.encryption/', () => broken)
  expect(await encryption.isRoomEncrypted(room)).toBe(true)
  await expect(encryption.encryptRoomEvent(room, 'm.room.message', {})).rejects.toThrow('broken')
  server.replies.set('/m.room.encryption/', () => [403, { errcode: 'M_FORBIDDEN', error: 'not in the room' }])
  expect(await encryption.isRoomEncrypted(room)).toBe(true)
  server.replies.set('/m.room.encryption/', () => notFound)
  expect(await encryption.isRoomEncrypted(room)).toBe(false)
})

test('a room that was encrypted stays so, whatever the server says later', async () => {
  await encryption.prepare()
  expect(await encryption.isRoomEncrypted(room)).toBe(true)
  server.replies.set('/m.room.encryption/', () => notFound)
  expect(await encryption.isRoomEncrypted(room)).toBe(true)
  await restart().prepare()
  expect(await encryption.isRoomEncrypted(room)).toBe(true)
})

test('messages sent at once in a room with a new key for each are all encrypted', async () => {
  server.replies.set('/m.room.encryption/', () => [200, { ...megolm, rotation_period_msgs: 1 }])
  await encryption.prepare()
  const texts = Array.from({ length: 10 }, (_, index) => `message ${index}`)
  const sent = await Promise.all(texts.map((body) => encryption.encryptRoomEvent(room, 'm.room.message', { body })))
  expect(new Set(sent.map((content) => content.session_id)).size).toBe(10)
})

test('a room key whose sending was cut off goes out again under the same id, and only then the message', async () => {
  const member = await openMachine(mkdtempSync(join(folders, 'member-')), 'MEMBER', '@member:example.org')
  const { device_keys, one_time_keys } = JSON.parse((await member.outgoingRequests())[0]?.body ?? '')
  const [oneTimeKey] = Object.entries(one_time_keys).slice(0, 1)
  const ofMember = (value: unknown) => ({ '@member:example.org': { MEMBER: value } })
  server.replies.set('/joined_members', () => [200, { joined: { '@member:example.org': {} } }])
  server.replies.set('/keys/query', () => [200, { device_keys: { ...published, ...ofMember(device_keys) } }])
  server.replies.set('/keys/claim', () => [200, { one_time_keys: ofMember(Object.fromEntries([oneTimeKey ?? []])) }])
  const say = () => encryption.encryptRoomEvent(room, 'm.room.message', { body: 'hello' })
  await encryption.prepare()
  server.replies.set('/sendToDevice/', () => [400, { errcode: 'M_UNKNOWN', error: 'cut off' }])
  await expect(say()).rejects.toThrow('cut off')
  await restart().prepare()
  server.replies.delete('/sendToDevice/')
  await say()
  const sent = server.asked.filter((path) => path.includes('/sendToDevice/m.room.encrypted/'))
  expect(sent).toHaveLength(2)
  expect(sent[0]).toBe(sent[1])
  member.close()
})

test('whatever the makers of a room write about its encryption, it is encrypted or refused', async () => {
  await encryption.prepare()
  let rules: unknown
  let rooms = 0
  server.replies.set('/m.room.encryption/', () => [200, rules])
  const anything = fc.oneof(fc.integer(), fc.constantFrom(0, 1, -1, 2 ** 53, 1e300), fc.jsonValue())
  const extra = fc.record({ rotation_period_ms: anything, rotation_period_msgs: anything }, { requiredKeys: [] })
  await fc.assert(
    fc.asyncProperty(extra, fc.oneof(fc.constant(megolm.algorithm), fc.jsonValue()), async (extra, algorithm) => {
      rules = { ...extra, algorithm }
      const sent = encryption.encryptRoomEvent(`!${rooms++}:example.org`, 'm.room.message', { body: 'secret' })
      if (algorithm === megolm.algorithm) expect(JSON.stringify(await sent)).not.toContain('secret')
      else await expect(sent).rejects.toThrow('not supported')
    }),
    { numRuns: 100 },
  )
})
