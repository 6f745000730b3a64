import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, test } from 'vitest'
import { root } from '../../support/guide.ts'
import { identityOf, openMachine } from './machine.ts'

const folders = mkdtempSync(join(tmpdir(), 'messenger-guide-folder-'))
afterAll(() => rmSync(folders, { recursive: true }))

test('a folder in use by another process is refused, and free again once that one is gone', async () => {
  const folder = join(folders, 'busy')
  const machine = await openMachine(folder)
  const script = `import { openMachine } from '${root}/test/matrix/crypto/machine.ts'
    await openMachine('${folder}').catch(({ reason, message }) => console.log(reason, message))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], { encoding: 'utf8' })
  expect(stdout).toBe(
    `in-use The encryption folder ${folder} is in use by another Messenger Guide. Stop that one, or name another folder.\n`,
  )
  const identity = identityOf(machine)
  machine.close()
  const later = await openMachine(folder)
  expect(identityOf(later)).toEqual(identity)
  later.close()
})

test('a folder of another device or account is refused and left as it was', async () => {
  const folder = join(folders, 'owned')
  const machine = await openMachine(folder, 'FIRST')
  const identity = identityOf(machine)
  machine.close()
  await expect(openMachine(folder, 'SECOND')).rejects.toMatchObject({
    reason: 'other-device',
    message: expect.stringContaining(`${folder} belongs to device FIRST, but`),
  })
  await expect(openMachine(folder, 'FIRST', '@other:example.org')).rejects.toMatchObject({ reason: 'other-device' })
  const later = await openMachine(folder, 'FIRST')
  expect(identityOf(later)).toEqual(identity)
  later.close()
})

test('a damaged file, one of a newer version and a file in place of the folder are refused', async () => {
  const refused = (message: RegExp) => ({ reason: 'unusable-folder', message: expect.stringMatching(message) })
  const damaged = join(folders, 'damaged')
  mkdirSync(damaged)
  writeFileSync(join(damaged, 'encryption.sqlite'), 'this is no database, and long enough to be one'.repeat(100))
  await expect(openMachine(damaged)).rejects.toMatchObject(refused(/cannot be used: file is not a database\. Check/))

  const newer = join(folders, 'newer')
  mkdirSync(newer)
  new DatabaseSync(join(newer, 'encryption.sqlite')).exec('PRAGMA user_version = 999')
  await expect(openMachine(newer)).rejects.toMatchObject(refused(/written by a newer version/))

  const file = join(folders, 'file')
  writeFileSync(file, '')
  await expect(openMachine(file)).rejects.toMatchObject(refused(/Check that it is a writable folder/))
})

const mounts = spawnSync('unshare', ['--mount', '--map-root-user', 'true']).status === 0

test.skipIf(!mounts)('a full disk stops everything, and nothing is lost once there is space', () => {
  const folder = join(folders, 'full')
  mkdirSync(folder)
  const script = `
    import { execFileSync } from 'node:child_process'
    import { decrypt, encrypt, identityOf, openMachine } from '${root}/test/matrix/crypto/machine.ts'
    const machine = await openMachine('${folder}')
    const identity = identityOf(machine)
    const events = []
    let reason
    const fill = (event) => { events.push(event); return encrypt(machine, '!' + events.length + ':example.org', 'kept').then(fill) }
    await encrypt(machine, '!0:example.org', 'kept').then(fill).catch((error) => { reason = error.reason })
    const afterwards = await machine.outgoingRequests().catch((error) => error.reason)
    machine.close()
    execFileSync('mount', ['-o', 'remount,size=64m', '${folder}'])
    const later = await openMachine('${folder}')
    const texts = await Promise.all(events.map((event, index) => decrypt(later, '!' + index + ':example.org', event)))
    const sameIdentity = String(identityOf(later)) === String(identity)
    console.log(JSON.stringify({ reason, afterwards, sameIdentity, kept: texts.length > 0 && texts.every((text) => text === 'kept') }))`
  const { stdout, stderr } = spawnSync(
    'unshare',
    ['--mount', '--map-root-user', 'sh', '-c', `mount -t tmpfs -o size=1m none '${folder}' && exec "$@"`, 'sh'].concat([
      process.execPath,
      '--input-type=module-typescript',
      '-e',
      script,
    ]),
    { encoding: 'utf8' },
  )
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toEqual({ reason: 'disk-full', afterwards: 'disk-full', sameIdentity: true, kept: true })
})
