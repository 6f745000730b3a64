import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, test } from 'vitest'
import { migrations, openState, type Pin } from '../../src/state/state.ts'

const folders = mkdtempSync(join(tmpdir(), 'messenger-guide-migrations-'))
afterAll(() => rmSync(folders, { recursive: true }))

const room = { platform: 'test', id: 'room' }
const pin: Pin = { subject: 'card signal', command: 'signal', cause: 'one', status: 'up', message: '1', digest: 'a' }

test.each(migrations.map((_, index) => index + 1))('what version %s kept is there in the newest', (version) => {
  const folder = join(folders, String(version))
  openState(folder).close()
  rmSync(join(folder, 'messenger-guide.sqlite'))
  const old = new DatabaseSync(join(folder, 'messenger-guide.sqlite'))
  for (const migration of migrations.slice(0, version)) old.exec(migration)
  old.exec(`PRAGMA user_version = ${version}; INSERT INTO place VALUES ('test', 'room', '{"language":"he"}')`)
  if (version >= 2)
    old.exec(`INSERT INTO pin VALUES ('test', 'room', 'room', 'card signal', 'signal', 'one', 'up', '1', 'a')`)
  if (version >= 3) {
    old.exec(`INSERT INTO announcement VALUES ('test', 'room', 'room', 'two', 30, 5)`)
    old.exec(`INSERT INTO question VALUES ('test', 'room', '2024-12-01', 'en', 'pzzzt?', '2024-12-31')`)
  }
  old.close()

  const state = openState(folder)
  expect(state.settings(room)).toEqual({ language: 'he' })
  if (version < 2) state.keepPin(room, pin)
  expect(state.pins(room)).toEqual([pin])
  const question = { day: '2024-12-01', language: 'en', text: 'pzzzt?' }
  if (version < 3) {
    state.questions.planAnnouncement(room, { cause: 'two', days: 30 })
    state.questions.notePosted(room, 'two', 5)
    state.questions.keep(room, { ...question, until: '2024-12-31' }, 1)
  }
  expect(state.questions.announcement(room)).toEqual({ cause: 'two', days: 30, postedAt: 5 })
  expect(state.questions.list()).toEqual([{ ...question, place: room }])
  expect(state.record(room)).toEqual({ settings: { language: 'he' }, pins: [{ ...pin, place: 'room' }] })
  state.close()
})

test('a failing migration leaves the file as it was', () => {
  const folder = join(folders, 'blocked')
  openState(folder).close()
  rmSync(join(folder, 'messenger-guide.sqlite'))
  const old = new DatabaseSync(join(folder, 'messenger-guide.sqlite'))
  old.exec(`${migrations[0]}; CREATE TABLE pin (mine TEXT); PRAGMA user_version = 1`)
  old.close()
  expect(() => openState(folder)).toThrow(/cannot be used: table pin already exists/)
  const same = new DatabaseSync(join(folder, 'messenger-guide.sqlite'))
  expect(same.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
  same.close()
})
