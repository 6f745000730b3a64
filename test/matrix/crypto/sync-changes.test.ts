import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesIn } from '../../../adapters/matrix/crypto/sync-changes.ts'

const message = { type: 'm.dummy', sender: '@ana:example.org', content: {} }
const depth = 20_000
const deep = JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)
const ids = (users: readonly { toString(): string }[]) => users.map(String)

test('what makes no sense is left out, and the rest is taken in', () => {
  const { toDevice, changed, left, oneTimeKeys, unusedFallbackKeys } = changesIn({
    to_device: { events: [null, message, { ...message, content: deep }, 7] },
    device_lists: {
      changed: [null, {}, 'x', '@a b:example.org:c:d', '@ana:example.org'],
      left: ['@ben:example.org', 7],
    },
    device_one_time_keys_count: { signed_curve25519: 50, a: '50', b: -1, c: 1.5, d: null },
    device_unused_fallback_key_types: [7, 'signed_curve25519', {}],
  })
  expect(JSON.parse(toDevice)).toEqual([null, message, 7])
  expect([ids(changed), ids(left)]).toEqual([['@ana:example.org'], ['@ben:example.org']])
  expect(oneTimeKeys).toEqual({ signed_curve25519: 50 })
  expect(unusedFallbackKeys).toEqual(['signed_curve25519'])
})

test('whatever a server says, it is what the engine takes', () => {
  const any = fc.jsonValue({ maxDepth: 3 })
  const lists = fc.record({ changed: any, left: any }, { requiredKeys: [] })
  const sync = fc.record(
    {
      to_device: fc.oneof(any, fc.record({ events: any })),
      device_lists: fc.oneof(any, lists),
      device_one_time_keys_count: any,
      device_unused_fallback_key_types: any,
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(sync, (sync) => {
      const { toDevice, oneTimeKeys, unusedFallbackKeys } = changesIn(sync)
      expect(JSON.parse(toDevice)).toBeInstanceOf(Array)
      expect(Object.values(oneTimeKeys).every((count) => Number.isSafeInteger(count) && count >= 0)).toBe(true)
      expect(unusedFallbackKeys.every((name) => typeof name === 'string')).toBe(true)
    }),
  )
})
