import { createHmac } from 'node:crypto'
import { type IStorageProvider, LogLevel, LogService, MatrixClient, MemoryStorageProvider } from 'matrix-bot-sdk'
import { Encryption } from '../../adapters/matrix/crypto/encryption.ts'

LogService.setLevel(LogLevel.ERROR)
LogService.muteModule('MatrixHttpClient')

/** A client of bot-sdk with our encryption. */
export class EncryptedClient extends MatrixClient {
  override readonly crypto: Encryption

  constructor(
    url: string,
    accessToken: string,
    folder: string,
    storage: IStorageProvider = new MemoryStorageProvider(),
  ) {
    super(url, accessToken, storage)
    this.crypto = new Encryption(this, folder)
  }
}

/** A device that is logged in. */
export interface Login {
  readonly user_id: string
  readonly device_id: string
  readonly access_token: string
}

/** The homeserver that SYNAPSE_URL and SYNAPSE_SECRET name. */
export const url = process.env.SYNAPSE_URL ?? 'http://127.0.0.1:8008'

async function send(path: string, body?: object): Promise<Record<string, string>> {
  const response = await fetch(url + path, body ? { method: 'POST', body: JSON.stringify(body) } : {})
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  return (await response.json()) as Record<string, string>
}

/** Makes an account with a first device. */
export async function register(username: string, password: string): Promise<Login> {
  const { nonce } = await send('/_synapse/admin/v1/register')
  const mac = createHmac('sha1', process.env.SYNAPSE_SECRET ?? '')
    .update([nonce, username, password, 'notadmin'].join('\0'))
    .digest('hex')
  const account = { nonce, username, password, admin: false, mac }
  return (await send('/_synapse/admin/v1/register', account)) as unknown as Login
}

/** Makes a further device of an account. */
export async function login(user: string, password: string): Promise<Login> {
  const identifier = { type: 'm.id.user', user }
  const answer = await send('/_matrix/client/v3/login', { type: 'm.login.password', identifier, password })
  return answer as unknown as Login
}
