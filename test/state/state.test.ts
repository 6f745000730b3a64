import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, test } from 'vitest'
import { openState } from '../../src/state/state.ts'
import { root } from '../support/guide.ts'

const folders = mkdtempSync(join(tmpdir(), 'messenger-guide-state-'))
afterAll(() => rmSync(folders, { recursive: true }))
const room = { platform: 'test', id: 'room' }

test('settings outlive the process that made them', () => {
  const folder = join(folders, 'kept')
  const state = openState(folder)
  state.changeSettings(room, { language: 'he' })
  state.close()
  const later = openState(folder)
  expect(later.settings(room)).toEqual({ language: 'he' })
  expect(later.settings({ platform: 'test', id: 'elsewhere' })).toEqual({})
  later.close()
})

test('settings outlive kill -9', async () => {
  const folder = join(folders, 'killed')
  const script = `import { openState } from '${root}/src/state/state.ts'
    openState('${folder}').changeSettings({ platform: 'test', id: 'room' }, { language: 'it' })
    console.log('written'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script])
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const state = openState(folder)
  expect(state.settings(room)).toEqual({ language: 'it' })
  state.close()
})

test('a folder in use by another process is refused with a clear line', () => {
  const folder = join(folders, 'busy')
  const state = openState(folder)
  expect(() => openState(folder)).toThrow(
    `The state folder ${folder} is in use by another Messenger Guide. Stop that one, or name another folder.`,
  )
  state.close()
})

test('a state written by a newer version, a damaged file and a file in place of the folder are refused, not overwritten', () => {
  const newer = join(folders, 'newer')
  openState(newer).close()
  const database = new DatabaseSync(join(newer, 'messenger-guide.sqlite'))
  database.exec('PRAGMA user_version = 999')
  database.close()
  expect(() => openState(newer)).toThrow('written by a newer version')

  const damaged = join(folders, 'damaged')
  openState(damaged).close()
  writeFileSync(
    join(damaged, 'messenger-guide.sqlite'),
    'this is no database, and long enough to be read as one'.repeat(100),
  )
  expect(() => openState(damaged)).toThrow(/is damaged: file is not a database\. Restore a backup/)

  const emptied = join(folders, 'emptied')
  openState(emptied).close()
  writeFileSync(join(emptied, 'messenger-guide.sqlite'), '')
  expect(() => openState(emptied)).toThrow(/is damaged: it is empty\. Restore a backup/)

  const scratched = join(folders, 'scratched')
  const state = openState(scratched)
  for (let room = 0; room < 500; room++)
    state.changeSettings({ platform: 'test', id: `room ${room}` }, { language: 'it' })
  state.close()
  const path = join(scratched, 'messenger-guide.sqlite')
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill(0xee, 8192, 12288))
  expect(() => openState(scratched)).toThrow(/is damaged: .*Restore a backup/)

  const file = join(folders, 'file')
  writeFileSync(file, '')
  expect(() => openState(file)).toThrow(/cannot be used: .*Check that it is a writable folder/)
})

describe('of what is damaged nothing is repeated', () => {
  const problemWith = (folder: string, open: () => unknown): string => {
    try {
      open()
    } catch (error) {
      return (error as Error).message.replace(folder, '')
    }
    return 'none'
  }

  test('in a row', () => {
    const folder = join(folders, 'row')
    openState(folder).close()
    const database = new DatabaseSync(join(folder, 'messenger-guide.sqlite'))
    database.exec(`INSERT INTO place VALUES ('test', 'room', 'a secret')`)
    database.close()
    const state = openState(folder)
    expect(problemWith(folder, () => state.settings(room))).toBe(
      'The state folder  cannot be used: what it holds cannot be read (SyntaxError). Check that it is a writable folder, or name another one.',
    )
    state.close()
  })

  test('in a table', () => {
    const folder = join(folders, 'table')
    openState(folder).close()
    const file = join(folder, 'messenger-guide.sqlite')
    const bytes = readFileSync(file)
    bytes.write('CREATE\n\nx', bytes.indexOf('CREATE TABLE'))
    writeFileSync(file, bytes)
    expect(problemWith(folder, () => openState(folder))).toBe(
      'The file messenger-guide.sqlite in the state folder  is damaged: database disk image is malformed. Restore a backup of the folder, or move the file away to begin anew.',
    )
  })
})
