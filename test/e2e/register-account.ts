import { createHmac, randomBytes } from 'node:crypto'
import { keepPrivate } from '../support/privacy-watch.ts'

/** A new account with its first device, logged in. */
export interface Account {
  readonly userId: string
  readonly deviceId: string
  readonly accessToken: string
  readonly password: string
}

interface Registered {
  readonly user_id: string
  readonly device_id: string
  readonly access_token: string
}

/** Registers through Synapse's shared secret. The user name gets a random end, because servers outlive tests. */
export async function registerAccount(server: { url: string; secret: string }, name: string): Promise<Account> {
  const address = `${server.url}/_synapse/admin/v1/register`
  const { nonce } = await json<{ nonce: string }>(await fetch(address))
  const username = `${name.toLowerCase()}-${randomBytes(4).toString('hex')}`
  const password = randomBytes(12).toString('base64url')
  const mac = createHmac('sha1', server.secret).update([nonce, username, password, 'notadmin'].join('\0')).digest('hex')
  const body = JSON.stringify({ nonce, username, displayname: name, password, admin: false, mac })
  const account = await json<Registered>(await fetch(address, { method: 'POST', body }))
  for (const secret of [account.user_id, account.access_token, password]) keepPrivate(secret)
  return { userId: account.user_id, deviceId: account.device_id, accessToken: account.access_token, password }
}

async function json<Body>(response: Response): Promise<Body> {
  if (!response.ok) throw new Error(`Registering failed: ${response.status} ${await response.text()}`)
  return (await response.json()) as Body
}
