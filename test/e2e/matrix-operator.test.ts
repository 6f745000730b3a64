import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Asker, startAsker } from './asker.ts'
import { type Homeserver, startHomeserver } from './homeserver.ts'
import { startBot } from './running-bot.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

let homeserver: Homeserver
let folder: string

beforeAll(async () => {
  homeserver = await startHomeserver()
})
afterAll(async () => {
  await homeserver?.stop()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'messenger-guide-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

interface Ended {
  readonly code: number
  readonly output: string
  readonly lines: readonly string[]
}

/** Runs a command line with a configuration until it ends by itself; `lines` is what it told the operator. */
async function run(
  words: readonly string[],
  configuration: string,
  environment: object = {},
  input = '',
): Promise<Ended> {
  const config = join(folder, 'config.yaml')
  await writeFile(config, configuration)
  const env = { ...process.env, NODE_NO_WARNINGS: '1', ...environment }
  const child = spawn(process.execPath, ['adapters/start.js', ...words, '--config', config], { cwd: root, env })
  child.stdin.end(input)
  const [[code], output, errors] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code: Number(code), output, lines: errors.split('\n').filter((line) => line !== '') }
}

const matrix = (settings: object = {}) =>
  `state: ./state\nmatrix: ${JSON.stringify({ homeserver: homeserver.url, ...settings })}\n`

describe('one clear line and exit code 2', () => {
  test('for a token that the server does not know', async () => {
    const { code, lines } = await run(['bot'], matrix(), { MATRIX_ACCESS_TOKEN: 'wrong' })
    expect({ code, lines }).toEqual({
      code: 2,
      lines: [expect.stringContaining('does not know the access token in MATRIX_ACCESS_TOKEN. Get one with')],
    })
  })

  test('for no token, with the token never in the configuration', async () => {
    const { code, lines } = await run(['bot'], matrix())
    expect({ code, lines }).toEqual({ code: 2, lines: [expect.stringContaining('MATRIX_ACCESS_TOKEN is not set')] })
    expect((await run(['bot'], matrix({ token: 'x' }))).lines[0]).toContain('unknown key "token"')
  })

  test('for a configuration without a platform, or a wrong one', async () => {
    expect(await run(['bot'], 'language: it\n')).toMatchObject({
      code: 2,
      lines: [expect.stringContaining('names no platform')],
    })
    expect(await run(['bot'], matrix({ homserver: 'x' }))).toMatchObject({
      code: 2,
      lines: [
        expect.stringMatching(/config\.yaml:2:\d+: unknown key "homserver"\. Did you mean "homeserver"\?/),
        expect.stringContaining('MATRIX_ACCESS_TOKEN is not set'),
      ],
    })
    expect((await run(['bot'], matrix({ invitesFrom: ['not a server'] }))).lines[0]).toContain('Give a server name')
  })

  test('for a state folder of another account, or of a bot that runs', async () => {
    const account = await homeserver.register('Guide')
    const other = await homeserver.register('Guide')
    await using bot = await startBot({ homeserver: homeserver.url, account })
    const settings = matrix().replace('./state', join(bot.folder, 'state'))
    expect(await run(['bot'], settings, { MATRIX_ACCESS_TOKEN: account.accessToken })).toMatchObject({
      code: 2,
      lines: [expect.stringContaining('is in use by another Messenger Guide')],
    })
    expect(await bot.stop()).toBe(0)
    expect(await run(['bot'], settings, { MATRIX_ACCESS_TOKEN: other.accessToken })).toMatchObject({
      code: 2,
      lines: [expect.stringMatching(/belongs to device .*, but the access token to device .* of another account/)],
    })
  })

  test('for an address where no homeserver is', async () => {
    const other = createServer((_request, response) => response.writeHead(404).end()).listen(0)
    await once(other, 'listening')
    const settings = matrix({ homeserver: `http://127.0.0.1:${(other.address() as AddressInfo).port}` })
    expect(await run(['bot'], settings, { MATRIX_ACCESS_TOKEN: 'any' })).toMatchObject({
      code: 2,
      lines: [expect.stringContaining('is no Matrix homeserver')],
    })
    other.close()
  })
})

test('a server that cannot be reached is tried again, and said once', async () => {
  const config = join(folder, 'config.yaml')
  await writeFile(config, 'state: ./state\nmatrix: { homeserver: "http://127.0.0.1:9" }\n')
  const env = { ...process.env, MATRIX_ACCESS_TOKEN: 'any', NODE_NO_WARNINGS: '1' }
  const child = spawn(process.execPath, ['adapters/start.js', 'bot', '--config', config], { cwd: root, env })
  const errors = text(child.stderr)
  setTimeout(() => child.kill('SIGTERM'), 4_000)
  expect(await once(child, 'exit')).toEqual([0, null])
  expect((await errors).match(/does not answer .* Trying again/g)).toHaveLength(1)
})

test('an invitation that is not allowed says how to allow it, and is accepted once it is', async () => {
  const anna: Asker = await startAsker(homeserver, 'Anna')
  const account = await homeserver.register('Guide')
  await using bot = await startBot({ homeserver: homeserver.url, account, invitesFrom: [] })
  const room = await anna.createRoom({ invite: [bot.userId] })
  const server = anna.userId.slice(anna.userId.indexOf(':') + 1)
  await bot.tells(new RegExp(`Not joining a room that somebody of ${server} invited to. To allow it, add "${server}"`))
  await bot.stop()
  await writeFile(join(bot.folder, 'config.yaml'), matrix({ invitesFrom: [anna.userId] }))
  bot.start()
  await anna.waitForMember(room, bot.userId)
  await anna.stop()
})

describe('login', () => {
  test('makes a token and an identity that other clients trust', async () => {
    const account = await homeserver.register('Guide')
    const { code, output, lines } = await run(
      ['login', 'matrix', '--user', account.userId],
      matrix(),
      {},
      `${account.password}\n`,
    )
    expect(code).toBe(0)
    expect(lines.join('\n')).toContain('MATRIX_ACCESS_TOKEN')
    expect(lines.join('\n')).not.toContain(account.password)
    const keys = await fetch(`${homeserver.url}/_matrix/client/v3/keys/query`, {
      method: 'POST',
      headers: { authorization: `Bearer ${output.trim()}` },
      body: JSON.stringify({ device_keys: { [account.userId]: [] } }),
    })
    expect(await keys.json()).toMatchObject({ master_keys: { [account.userId]: expect.anything() } })
  })

  test('again gives a new token for the same device, and none for another account', async () => {
    const account = await homeserver.register('Guide')
    const logIn = () => run(['login', 'matrix', '--user', account.userId], matrix(), {}, `${account.password}\n`)
    const deviceOf = (ended: Ended) => /device (\S+)\./.exec(ended.lines.join(' '))?.[1]
    const [first, second] = [await logIn(), await logIn()]
    expect(deviceOf(second)).toBe(deviceOf(first))
    expect(second.output).not.toBe(first.output)
    expect(await run(['login', 'matrix', '--user', 'somebody'], matrix())).toMatchObject({
      code: 2,
      lines: [expect.stringContaining(`belongs to ${account.userId}`)],
    })
  })

  test('keeps the folder for its account, whatever token somebody tries', async () => {
    const account = await homeserver.register('Guide')
    const other = await homeserver.register('Guide')
    const login = ['login', 'matrix', '--user', account.userId]
    const { output: token } = await run(login, matrix(), {}, `${account.password}\n`)
    expect(await run(['bot'], matrix(), { MATRIX_ACCESS_TOKEN: other.accessToken })).toMatchObject({
      code: 2,
      lines: [expect.stringMatching(/belongs to device .*, but the access token to device .* of another account/)],
    })
    const env = { ...process.env, MATRIX_ACCESS_TOKEN: token.trim() }
    const words = ['adapters/start.js', 'bot', '--config', join(folder, 'config.yaml')]
    const child = spawn(process.execPath, words, { cwd: root, env })
    child.stderr.on('data', (told) => String(told).includes('Answering as') && child.kill('SIGTERM'))
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  test('says when the password is wrong', async () => {
    const account = await homeserver.register('Guide')
    const ended = await run(['login', 'matrix', '--user', account.userId], matrix(), {}, 'wrong\n')
    expect(ended).toMatchObject({ code: 2, output: '', lines: [expect.stringContaining('did not log')] })
  })
})
