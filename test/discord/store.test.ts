import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../adapters/discord/store.ts'

function openFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

const answered = {
  question: '1',
  channel: '2',
  server: '9',
  asker: '3',
  answer: '4',
  digest: 'x',
  about: { messengers: ['session'], criteria: ['forward-secrecy'] },
}

const inChannel = (channelId: string, guildId: string | null = null) => ({ channelId, guildId })

describe('the store', () => {
  test('takes a question on once, and knows its answer from either side, after a restart too', () => {
    const folder = openFolder()
    const store = openStore(folder, 1000)
    expect([store.begin('1', inChannel('2')), store.begin('1', inChannel('2'))]).toEqual([true, false])
    expect(store.answered({ question: '1' })).toBeUndefined()
    store.settle('1', answered)
    store.close()
    const again = openStore(folder, 2000)
    expect(again.since).toBe(1000)
    expect(again.begin('1', inChannel('2'))).toBe(false)
    expect(again.answered({ question: '1' })).toEqual(answered)
    expect(again.answered({ answer: '4' })).toEqual(answered)
    again.close()
  })

  test('gives back what was left undone, at each start until it is dealt with, to be taken on once', () => {
    const store = openStore(openFolder())
    for (const question of ['1', '2', '3']) store.begin(question, inChannel(question === '3' ? 'b' : 'a'))
    store.settle('1')
    const undone = [
      { question: '2', channel: 'a' },
      { question: '3', channel: 'b' },
    ]
    expect(store.leftUndone()).toEqual(undone)
    expect(store.leftUndone()).toEqual(undone)
    expect(['1', '2', '2'].map((question) => store.begin(question, inChannel('a')))).toEqual([false, true, false])
    store.settle('2')
    expect(store.leftUndone()).toEqual([{ question: '3', channel: 'b' }])
    store.close()
  })

  test('forgets', () => {
    const store = openStore(openFolder())
    store.settle('1', answered)
    store.forgetBefore(Date.now() - 1000)
    expect(store.answered({ answer: '4' })).toEqual(answered)
    store.forgetBefore(Date.now() + 1000)
    expect(store.answered({ answer: '4' })).toBeUndefined()
    store.close()
  })

  test('forgets a server and channels, and says how many answers that were', () => {
    const store = openStore(openFolder())
    store.settle('1', answered)
    store.settle('2', { ...answered, question: '2', channel: '8', server: null, answer: '5' })
    store.settle('3', { ...answered, question: '3', channel: '7', server: null, answer: '6' })
    store.begin('4', inChannel('2', '9'))
    store.begin('5', inChannel('2', '9'))
    store.settle('5')
    expect(store.forget('9', ['8'])).toBe(2)
    expect(store.forget('9', ['8'])).toBe(0)
    expect([store.answered({ question: '1' }), store.answered({ question: '2' })]).toEqual([undefined, undefined])
    expect(store.answered({ question: '3' })).toBeDefined()
    expect(['4', '5'].map((question) => store.begin(question, inChannel('2', '9')))).toEqual([false, true])
    store.close()
  })

  test('opens what an earlier version kept', () => {
    const folder = openFolder()
    const earlier = new DatabaseSync(join(folder, 'discord.sqlite'))
    earlier.exec(`
      CREATE TABLE beginning (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), at INTEGER NOT NULL) STRICT;
      CREATE TABLE question (
        id TEXT PRIMARY KEY, channel TEXT NOT NULL, at INTEGER NOT NULL, in_hand INTEGER NOT NULL,
        asker TEXT, answer TEXT, digest TEXT, about TEXT
      ) STRICT;
      CREATE INDEX in_hand ON question (channel) WHERE in_hand;
      CREATE INDEX answer ON question (answer) WHERE answer IS NOT NULL;
      INSERT INTO beginning VALUES (1, 1000);
      INSERT INTO question VALUES ('1', '2', 1000, 0, '3', '4', 'x', '{"messengers":["session"],"criteria":["forward-secrecy"]}');
      PRAGMA user_version = 1`)
    earlier.close()
    const store = openStore(folder)
    expect(store.since).toBe(1000)
    expect(store.answered({ answer: '4' })).toEqual({ ...answered, server: null })
    expect(store.forget('9', ['2'])).toBe(1)
    store.close()
  })

  test('keeps nothing but what it is asked to', () => {
    const folder = openFolder()
    const store = openStore(folder)
    store.settle('1', { ...answered, about: { ...answered.about, text: 'secret' } as typeof answered.about })
    store.close()
    for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file), 'latin1')).not.toContain('secret')
  })

  test('says what to do about a folder that cannot be used', () => {
    expect(() => openStore('/dev/null/x')).toThrow(/^The state folder \/dev\/null\/x cannot be used: .* Check that it/)
  })
})
