import { type Account, registerAccount } from './register-account.ts'
import { startSynapse } from './synapse.ts'

/** A real homeserver to test against. */
export interface Homeserver {
  readonly url: string
  /** Makes a new account with this display name; its user id starts with the name. */
  register(name: string): Promise<Account>
  /** Kills the server and starts it on the same data, as after a power cut; everything is kept. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** The server that SYNAPSE_URL and SYNAPSE_SECRET name, else a fresh one of our own. */
export async function startHomeserver(): Promise<Homeserver> {
  const { SYNAPSE_URL: url, SYNAPSE_SECRET: secret } = process.env
  if (url !== undefined) return givenHomeserver(url, secret)
  const synapse = await startSynapse()
  return { ...synapse, register: (name) => registerAccount(synapse, name) }
}

function givenHomeserver(url: string, secret: string | undefined): Homeserver {
  if (!secret) throw new Error("SYNAPSE_URL needs SYNAPSE_SECRET, that server's registration_shared_secret.")
  return {
    url,
    register: (name) => registerAccount({ url, secret }, name),
    restart: () => Promise.reject(new Error('A server given by SYNAPSE_URL cannot be restarted; leave it out.')),
    stop: () => Promise.resolve(),
  }
}
