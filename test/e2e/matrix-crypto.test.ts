import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EncryptedRoomEvent } from 'matrix-bot-sdk'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { RoomKey } from '../../adapters/matrix/crypto/olm-machine.ts'
import { EncryptedClient, type Login, login } from './encrypted-client.ts'
import { type Homeserver, startHomeserver } from './homeserver.ts'

let homeserver: Homeserver
beforeAll(async () => {
  homeserver = await startHomeserver()
})
afterAll(() => homeserver?.stop())

const folders = mkdtempSync(join(tmpdir(), 'messenger-guide-e2e-'))
afterAll(() => rmSync(folders, { recursive: true }))

const newFolder = () => mkdtempSync(join(folders, 'device-'))
async function newUser(name: string): Promise<Login & { password: string }> {
  const { userId, deviceId, accessToken, password } = await homeserver.register(name)
  return { user_id: userId, device_id: deviceId, access_token: accessToken, password }
}

const clients: EncryptedClient[] = []
const processes: ChildProcess[] = []
afterEach(() => {
  for (const client of clients.splice(0)) {
    client.stop()
    client.crypto.close()
  }
  for (const child of processes.splice(0)) child.kill('SIGKILL')
})

function open({ access_token }: Login, folder = newFolder()): EncryptedClient {
  const client = new EncryptedClient(homeserver.url, access_token, folder)
  clients.push(client)
  return client
}

/** Starts a bot that echoes; resolves to its process and identity once it listens. */
async function startEcho({ access_token }: Login, folder: string) {
  const script = fileURLToPath(new URL('encrypted-echo.ts', import.meta.url))
  const child = spawn(process.execPath, [script, homeserver.url, access_token, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  processes.push(child)
  const [line] = await once(child.stdout, 'data')
  return { child, identity: String(line).trim() }
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

function encryptedRoomWith(client: EncryptedClient, guest: Login): Promise<string> {
  const encryption = { type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } }
  return client.createRoom({ invite: [guest.user_id], initial_state: [encryption] })
}

/** The types of what was said in a room, as the server sees them. */
async function typesOfMessages(client: EncryptedClient, room: string): Promise<string[]> {
  const path = `/_matrix/client/v3/rooms/${encodeURIComponent(room)}/messages`
  const { chunk } = await client.doRequest('GET', path, { dir: 'b', limit: 100 })
  return chunk.filter((event: object) => !('state_key' in event)).map(({ type }: { type: string }) => type)
}

function heard(client: EncryptedClient, text: string): Promise<void> {
  return new Promise((resolve) => {
    client.on('room.message', (_, event) => event.content.body === text && resolve())
  })
}

function joined(client: EncryptedClient, { user_id }: Login): Promise<void> {
  return new Promise((resolve) => {
    client.on('room.event', (_, { state_key, content }) => {
      if (state_key === user_id && content.membership === 'join') resolve()
    })
  })
}

test('a conversation goes on through kill -9, also with what was said meanwhile, and the bot stays the same device', async () => {
  const bot = await newUser('bot')
  const folder = newFolder()
  const asker = open(await newUser('asker'))
  await asker.start()
  const first = await startEcho(bot, folder)
  const arrival = joined(asker, bot)
  const room = await encryptedRoomWith(asker, bot)
  await arrival
  let { child } = first
  for (let round = 0; round < 5; round++) {
    const answer = heard(asker, `echo while running ${round}`)
    await asker.sendText(room, `while running ${round}`)
    await answer
    await kill(child)
    const late = heard(asker, `echo while down ${round}`)
    await asker.sendText(room, `while down ${round}`)
    const next = await startEcho(bot, folder)
    expect(next.identity).toBe(first.identity)
    child = next.child
    await late
  }
  // The echo may repeat what it said just before it was killed.
  const types = await typesOfMessages(asker, room)
  expect(types.length).toBeGreaterThanOrEqual(20)
  expect(new Set(types)).toEqual(new Set(['m.room.encrypted']))
})

test('keys that arrive late are announced, and what could not be read can be', async () => {
  const bot = await newUser('bot')
  const asker = open(await newUser('asker'))
  const listener = open(bot)
  await Promise.all([asker.crypto.prepare(), listener.crypto.prepare()])
  const room = await encryptedRoomWith(asker, bot)
  await listener.joinRoom(room)
  const id = await asker.sendText(room, 'early')
  const path = `/_matrix/client/v3/rooms/${encodeURIComponent(room)}/event/${encodeURIComponent(id)}`
  const event = new EncryptedRoomEvent(await listener.doRequest('GET', path))
  await expect(listener.crypto.decryptRoomEvent(event, room)).rejects.toMatchObject({ missingKey: true })
  const arrival = once(listener, 'room.keys')
  await listener.start()
  const [keys]: RoomKey[][] = await arrival
  expect(keys).toEqual([{ roomId: room, sessionId: event.content.session_id }])
  const decrypted = await listener.crypto.decryptRoomEvent(event, room)
  expect(decrypted.content).toMatchObject({ body: 'early' })
})

test('the folder of another device, and an emptied one, are refused', async () => {
  const bot = await newUser('bot')
  const folder = newFolder()
  const first = open(bot, folder)
  await first.crypto.prepare()
  first.crypto.close()
  const second = await login(homeserver.url, bot.user_id, bot.password)
  await expect(open(second, folder).crypto.prepare()).rejects.toMatchObject({ reason: 'other-device' })
  await expect(open(bot, newFolder()).crypto.prepare()).rejects.toMatchObject({ reason: 'identity-mismatch' })
  const again = open(bot, folder)
  await again.crypto.prepare()
  expect(again.crypto.clientDeviceEd25519).toBe(first.crypto.clientDeviceEd25519)
})

interface OwnKeys {
  readonly master_keys: Readonly<Record<string, { readonly keys: object }>>
  readonly self_signing_keys: Readonly<Record<string, { readonly keys: object }>>
  readonly device_keys: Readonly<Record<string, Record<string, { readonly signatures: Record<string, object> }>>>
}

async function publishedIdentity(client: EncryptedClient, { user_id, device_id }: Login) {
  const query = { device_keys: { [user_id]: [device_id] } }
  const keys: OwnKeys = await client.doRequest('POST', '/_matrix/client/v3/keys/query', null, query)
  const signatures = Object.keys(keys.device_keys[user_id]?.[device_id]?.signatures[user_id] ?? {})
  const signers = Object.keys(keys.self_signing_keys[user_id]?.keys ?? {})
  return { master: keys.master_keys[user_id]?.keys, signed: signers.some((signer) => signatures.includes(signer)) }
}

test('a device is cross-signed once, and stays so', async () => {
  const bot = await newUser('bot')
  const folder = newFolder()
  const client = open(bot, folder)
  await client.crypto.prepare()
  expect(await publishedIdentity(client, bot)).toEqual({ master: undefined, signed: false })
  await client.crypto.crossSign(bot.password)
  const identity = await publishedIdentity(client, bot)
  expect(identity).toEqual({ master: expect.anything(), signed: true })
  client.crypto.close()
  const later = open(bot, folder)
  await later.crypto.prepare()
  await later.crypto.crossSign()
  expect(await publishedIdentity(later, bot)).toEqual(identity)
})

test('an identity from elsewhere is replaced only with the password', async () => {
  const bot = await newUser('bot')
  const lost = open(bot)
  await lost.crypto.prepare()
  await lost.crypto.crossSign(bot.password)
  const former = await publishedIdentity(lost, bot)
  const device = await login(homeserver.url, bot.user_id, bot.password)
  const client = open(device)
  await client.crypto.prepare()
  await expect(client.crypto.crossSign()).rejects.toMatchObject({ reason: 'password-needed' })
  await expect(client.crypto.crossSign('wrong')).rejects.toMatchObject({ reason: 'password-needed' })
  expect(await publishedIdentity(client, device)).toEqual({ ...former, signed: false })
  await client.crypto.crossSign(bot.password)
  const replaced = await publishedIdentity(client, device)
  expect(replaced.signed).toBe(true)
  expect(replaced.master).not.toEqual(former.master)
})
