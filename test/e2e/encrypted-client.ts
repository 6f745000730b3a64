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

/** Makes a further device of an account. */
export async function login(url: string, user: string, password: string): Promise<Login> {
  const body = JSON.stringify({ type: 'm.login.password', identifier: { type: 'm.id.user', user }, password })
  const response = await fetch(`${url}/_matrix/client/v3/login`, { method: 'POST', body })
  if (!response.ok) throw new Error(`Logging in failed: ${await response.text()}`)
  return (await response.json()) as Login
}
