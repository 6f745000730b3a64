import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { LogService, MatrixClient } from 'matrix-bot-sdk'
import { textOf, userIdOf } from './answer.ts'
import type { MatrixConfiguration } from './configuration.ts'
import { Encryption } from './crypto/encryption.ts'
import { deviceIn } from './crypto/encryption-store.ts'
import { MatrixProblem } from './matrix-problem.ts'
import { describeFailure, type HomeserverRequest, request } from './requests.ts'

/** Who logs in, where, and the folder of the state. */
export interface LoginOptions {
  readonly settings: MatrixConfiguration
  readonly folder: string
  readonly user: string
}

interface Device {
  readonly user_id: string
  readonly device_id: string
  readonly access_token: string
}

/**
 * Makes a device for the bot, or a new token for the device that the state belongs to, and prints the access token, with
 * where to put it; sets up its encryption so that other clients trust it. Exit code 0.
 */
export async function logInToMatrix({ settings, folder, user }: LoginOptions): Promise<number> {
  const silent = () => undefined
  LogService.setLogger({ trace: silent, debug: silent, info: silent, warn: silent, error: silent })
  const homeserver = settings.homeserver.replace(/\/+$/, '')
  const keys = join(folder, 'matrix', 'encryption')
  const known = settings.encryption ? deviceIn(keys) : undefined
  if (known && ![known.userId, known.userId.slice(1, known.userId.indexOf(':'))].includes(user))
    throw new MatrixProblem(
      `The state folder ${folder} belongs to ${known.userId}. Log that account in, or name another folder.`,
    )
  const password = await askPassword(`Password of ${user} on ${homeserver}: `)
  const device = await logIn(new MatrixClient(homeserver, ''), user, password, known?.deviceId)
  if (settings.encryption) await setUpEncryption(homeserver, device, keys, password)
  process.stderr.write(
    [
      `Logged in as ${device.user_id}, device ${device.device_id}.`,
      'Put this access token into the environment of "npm run bot" as MATRIX_ACCESS_TOKEN, or into a file that MATRIX_ACCESS_TOKEN_FILE names.',
      `It belongs to the state folder ${folder}: keep them together, and copy or restore neither without the other.`,
      '',
    ].join('\n'),
  )
  process.stdout.write(`${device.access_token}\n`)
  return 0
}

/** How long a server may take to answer, in milliseconds. */
const longestWait = 30_000

/** Logs in as a new device, or as one whose keys we have. */
async function logIn(client: MatrixClient, user: string, password: string, known?: string): Promise<Device> {
  const body = {
    type: 'm.login.password',
    identifier: { type: 'm.id.user', user },
    password,
    ...(known === undefined ? { initial_device_display_name: 'Messenger Guide' } : { device_id: known }),
  }
  try {
    // Until then only, but not by a signal: that would tell of itself instead of what failed.
    const patience = { signal: new AbortController().signal, until: Date.now() + longestWait }
    const wanted: HomeserverRequest<Device> = {
      method: 'POST',
      path: '/login',
      body,
      read: deviceOf,
      timeout: longestWait,
    }
    return await request(client, wanted, patience)
  } catch (error) {
    throw new MatrixProblem(
      `${client.homeserverUrl} did not log ${user} in (${describeFailure(error)}). Check the address, the name and the password.`,
    )
  }
}

function deviceOf(answer: unknown): Device {
  const [device_id, access_token] = [textOf(answer, 'device_id'), textOf(answer, 'access_token')]
  return { user_id: userIdOf(answer), device_id, access_token }
}

async function setUpEncryption(homeserver: string, device: Device, folder: string, password: string): Promise<void> {
  const encryption = new Encryption(new MatrixClient(homeserver, device.access_token), folder)
  await encryption.prepare()
  await encryption.crossSign(password)
  encryption.close()
}

/** The first line of standard input; on a terminal it is asked for and not shown. */
async function askPassword(question: string): Promise<string> {
  const { stdin, stderr } = process
  const shown = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: stdin, output: shown, terminal: stdin.isTTY })
  if (stdin.isTTY) stderr.write(question)
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  terminal.once('line', resolve)
  terminal.once('SIGINT', () => reject(new MatrixProblem('Not logged in: no password given.')))
  terminal.once('close', () => reject(new MatrixProblem('Not logged in: no password given.')))
  try {
    return await promise
  } finally {
    if (stdin.isTTY) stderr.write('\n')
    terminal.close()
  }
}
