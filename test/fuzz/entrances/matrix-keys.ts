import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { MatrixClient } from 'matrix-bot-sdk'
import { OddAnswer } from '../../../adapters/matrix/answer.ts'
import { Encryption } from '../../../adapters/matrix/crypto/encryption.ts'
import { sync } from '../../../adapters/matrix/sync.ts'
import type { Entrance } from '../entrance.ts'
import { me } from '../matrix/syncs.ts'

interface Keys {
  readonly response: object
  /** What the server answers to uploads of keys, questions for those of others, and claims of them. */
  readonly answers: Readonly<Record<'upload' | 'query' | 'claim', unknown>>
}

const sensible = { upload: { one_time_key_counts: { signed_curve25519: 50 } }, query: {}, claim: { one_time_keys: {} } }

/** After so many inputs there is a new engine: it gets slower with all the keys that it made. */
const lifetime = 50

/** A sync with that has no new keys made, which takes longest. */
const enough = {
  device_one_time_keys_count: { signed_curve25519: 50 },
  device_unused_fallback_key_types: ['signed_curve25519'],
}

/** What syncs and other answers say about keys, through the real engine: it takes them in, and can go on. */
export const matrixKeys: Entrance<Keys> = {
  name: 'matrix-keys',
  runs: 5_000,
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-'))
    let input: Keys = { response: {}, answers: sensible }
    const client = {
      getWhoAmI: async () => ({ user_id: me, device_id: 'DEVICE' }),
      doRequest: async (_: string, path: string) =>
        path.endsWith('/sync')
          ? input.response
          : input.answers[(path.split('/').at(-1) ?? '') as keyof typeof sensible],
    } as unknown as MatrixClient
    let count = 0
    const openEngine = async () => {
      const encryption = new Encryption(client, join(folder, String(count)), async () => [])
      await encryption.prepare()
      return encryption
    }
    let encryption = await openEngine()
    const patience = { signal: new AbortController().signal, until: 0 }
    const tools = { client, me: { userId: me, name: 'Guide' }, patience }
    const takeIn = () => sync({ ...tools, encryption }, { filter: '1', since: 's0', wait: 0 })
    return {
      inputs: fc.record({ response: responses(), answers: answers() }),
      put: async (given) => {
        if (++count % lifetime === 0) {
          encryption.close()
          input = { response: {}, answers: sensible }
          encryption = await openEngine()
        }
        input = given
        const { position } = await takeIn()
        const fault = await encryption.send().catch(unlessOdd)
        input = { response: { next_batch: 's2', ...enough }, answers: sensible }
        await takeIn()
        await encryption.send()
        // What is asked depends on what came before, so what is made of it does, too.
        return `${position} ${fault === undefined || /^its answer to \/keys\/\w+ makes no sense$/.test(fault)}`
      },
      close: () => {
        encryption.close()
        rmSync(folder, { recursive: true })
      },
    }
  },
}

function unlessOdd(error: unknown): string {
  if (error instanceof OddAnswer) return error.message
  throw error
}

const wrong = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom<unknown>(null, 7, '', [], {}, -1, 1.5, 1e300))
const or = (right: fc.Arbitrary<unknown>) => fc.oneof({ weight: 6, arbitrary: right }, { weight: 1, arbitrary: wrong })

const users = or(
  fc.array(or(fc.constantFrom(me, '@anna:example.org', '@a b:example.org', '@anna', '@:x', '@\uD800:b', 'anna')), {
    maxLength: 3,
  }),
)
const counts = or(
  fc.dictionary(fc.constantFrom('signed_curve25519', 'curve25519', ''), or(fc.nat(100)), { maxKeys: 2 }),
)

function responses(): fc.Arbitrary<object> {
  const olm = fc.record({
    algorithm: or(fc.constantFrom('m.olm.v1.curve25519-aes-sha2', 'm.megolm.v1.aes-sha2')),
    sender_key: or(fc.base64String()),
    ciphertext: or(
      fc.dictionary(fc.base64String(), or(fc.record({ type: or(fc.nat(1)), body: or(fc.base64String()) }))),
    ),
  })
  const key = fc.record({
    algorithm: or(fc.constant('m.megolm.v1.aes-sha2')),
    room_id: or(fc.constant('!room:example.org')),
    session_id: or(fc.base64String()),
    session_key: or(fc.base64String()),
    action: or(fc.constantFrom('request', 'request_cancellation')),
    requesting_device_id: or(fc.constant('DEVICE')),
    request_id: or(fc.string()),
  })
  const types = ['m.room.encrypted', 'm.room_key', 'm.forwarded_room_key', 'm.room_key_request', 'm.room_key.withheld']
  const message = fc.record({
    type: or(fc.constantFrom(...types, 'm.dummy', 'm.secret.send', 'm.key.verification.request')),
    sender: or(fc.constantFrom(me, '@anna:example.org', 'anna', '@a b')),
    content: or(fc.oneof(olm, key)),
  })
  const parts = {
    to_device: or(fc.record({ events: or(fc.array(or(message), { maxLength: 4 })) })),
    device_lists: or(fc.record({ changed: users, left: users }, { requiredKeys: [] })),
  }
  const own = {
    device_one_time_keys_count: counts,
    device_unused_fallback_key_types: or(fc.array(or(fc.constant('signed_curve25519')), { maxLength: 2 })),
  }
  const isEnough = { weight: 9, arbitrary: fc.constant(enough) }
  return fc
    .tuple(fc.record(parts, { requiredKeys: [] }), fc.oneof(isEnough, { weight: 1, arbitrary: fc.record(own) }))
    .map(([parts, own]) => ({ next_batch: 's1', ...parts, ...own }))
}

function answers(): fc.Arbitrary<Keys['answers']> {
  const device = fc.record({
    user_id: or(fc.constantFrom(me, '@anna:example.org')),
    device_id: or(fc.constant('PHONE')),
    algorithms: or(fc.array(fc.string(), { maxLength: 1 })),
    keys: or(fc.dictionary(fc.constantFrom('ed25519:PHONE', 'curve25519:PHONE', 'x'), or(fc.base64String()))),
    signatures: or(fc.constant({})),
  })
  const byUser = (of: fc.Arbitrary<unknown>) =>
    or(fc.dictionary(fc.constantFrom('@anna:example.org', 'anna'), or(of), { maxKeys: 2 }))
  const devices = byUser(fc.dictionary(fc.constantFrom('PHONE', ''), or(device), { maxKeys: 2 }))
  return fc.record({
    upload: or(fc.record({ one_time_key_counts: counts })),
    query: or(fc.record({ device_keys: devices, master_keys: byUser(device), failures: or(fc.constant({})) })),
    claim: or(fc.record({ one_time_keys: byUser(wrong) })),
  })
}
