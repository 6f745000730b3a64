import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { decrypt, encrypt, identityOf, killedAfterFirstLine, openMachine } from './machine.ts'

const folders = mkdtempSync(join(tmpdir(), 'messenger-guide-keys-'))
afterAll(() => rmSync(folders, { recursive: true }))

test('identity and room keys outlive kill -9', async () => {
  const folder = join(folders, 'killed')
  const { identity, event } = JSON.parse(
    await killedAfterFirstLine(`
      const machine = await openMachine('${folder}')
      const event = await encrypt(machine, '!room:example.org', 'before')
      console.log(JSON.stringify({ identity: identityOf(machine), event }))
      setInterval(() => {}, 1000)`),
  )
  const machine = await openMachine(folder)
  expect(identityOf(machine)).toEqual(identity)
  expect(await decrypt(machine, '!room:example.org', event)).toBe('before')
  machine.close()
})

test('a cross-signing identity outlives the process that made it', async () => {
  const folder = join(folders, 'signed')
  const made = await killedAfterFirstLine(`
    const machine = await openMachine('${folder}')
    console.log((await machine.signWithIdentity()).uploadSigningKeysRequest.body)
    setInterval(() => {}, 1000)`)
  const machine = await openMachine(folder)
  expect(await machine.holdsIdentity()).toBe(true)
  const { uploadSigningKeysRequest } = await machine.signWithIdentity()
  expect(JSON.parse(uploadSigningKeysRequest.body).master_key.keys).toEqual(JSON.parse(made).master_key.keys)
  machine.close()
})

test('any message, in any room, can be read again after a restart', async () => {
  const folder = join(folders, 'any')
  let machine = await openMachine(folder)
  const opaque = fc.stringMatching(/^[a-z]{1,8}$/).map((name) => `!${name}:example.org`)
  await fc.assert(
    fc.asyncProperty(opaque, fc.string({ unit: 'binary' }), async (room, text) => {
      const event = await encrypt(machine, room, text)
      machine.close()
      machine = await openMachine(folder)
      expect(await decrypt(machine, room, event)).toBe(text)
    }),
    { numRuns: 30 },
  )
  machine.close()
})
