import type { MatrixClient } from 'matrix-bot-sdk'
import { EncryptionError } from './encryption-error.ts'
import type { OlmMachine } from './olm-machine.ts'
import { fetchPublishedKeys, type PublishedKeys } from './published-keys.ts'
import type { FailedRequest } from './requests.ts'

/**
 * Signs this device with its user's cross-signing identity, which is made when there is none; clients may withhold
 * room keys from a device that is not signed. Does nothing when it is. An identity whose private keys are elsewhere is
 * replaced only with the account's password, which some servers want for a first identity, too.
 */
export async function crossSign(client: MatrixClient, machine: OlmMachine, password?: string): Promise<void> {
  const { userId } = machine.store.device
  const published = await fetchPublishedKeys(client, machine)
  if (isSigned(published, machine)) return
  const foreign = published.selfSigningKey !== undefined && !(await machine.holdsIdentity())
  if (foreign && password === undefined)
    throw passwordNeeded(`The keys of the account's cross-signing identity are not in ${machine.store.folder}`)
  const { uploadKeysRequest, uploadSigningKeysRequest, uploadSignaturesRequest } = await machine.signWithIdentity()
  if (uploadKeysRequest) {
    const response = await post(client, 'upload', uploadKeysRequest.body)
    await machine.markRequestAsSent(uploadKeysRequest.id, uploadKeysRequest.type, JSON.stringify(response))
  }
  await uploadIdentity(client, userId, uploadSigningKeysRequest.body, password)
  await post(client, 'signatures/upload', uploadSignaturesRequest.body)
  if (!isSigned(await fetchPublishedKeys(client, machine), machine)) {
    throw new Error('The server took the cross-signing keys but does not publish the signature of this device.')
  }
}

function isSigned({ device, selfSigningKey }: PublishedKeys, machine: OlmMachine): boolean {
  const signatures = device?.signatures?.[machine.store.device.userId] ?? {}
  return Object.keys(selfSigningKey?.keys ?? {}).some((name) => name in signatures)
}

/** The server may first ask who we are: by a 401 with the ways to show it. */
async function uploadIdentity(client: MatrixClient, userId: string, keys: string, password?: string): Promise<void> {
  const upload = (auth?: object) => post(client, 'device_signing/upload', keys, auth)
  const challenge = await upload().then(
    () => undefined,
    (error: FailedRequest) => challengeIn(error),
  )
  if (!challenge) return
  const byPassword = challenge.flows.some(({ stages }) => stages.length === 1 && stages[0] === 'm.login.password')
  if (!byPassword || password === undefined)
    throw passwordNeeded(`The server does not take a cross-signing identity of the account without proof`)
  const identifier = { type: 'm.id.user', user: userId }
  await upload({ type: 'm.login.password', identifier, password, session: challenge.session }).catch((error) => {
    throw error.statusCode === 401 ? passwordNeeded(`The server refused the password`) : error
  })
}

interface Challenge {
  readonly session?: string
  readonly flows: readonly { readonly stages: readonly string[] }[]
}

function challengeIn(error: FailedRequest): Challenge {
  const body = error.body as Partial<Challenge> | undefined
  if (error.statusCode !== 401 || !body?.flows) throw error
  return { ...body, flows: body.flows }
}

function post(client: MatrixClient, endpoint: string, body: string, auth?: object): Promise<unknown> {
  return client.doRequest('POST', `/_matrix/client/v3/keys/${endpoint}`, null, { ...JSON.parse(body), auth })
}

function passwordNeeded(why: string): EncryptionError {
  return new EncryptionError('password-needed', `${why}. Log in again with the account's password.`)
}
