import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
  asker: '3',
  answer: '4',
  digest: 'x',
  about: { messengers: ['session'], criteria: ['forward-secrecy'] },
}

describe('the store', () => {
  test('takes a question on once, and knows its answer from either side, after a restart too', () => {
    const folder = openFolder()
    const store = openStore(folder, 1000)
    expect([store.begin('1', '2'), store.begin('1', '2')]).toEqual([true, false])
    expect(store.answered({ question: '1' })).toBeUndefined()
    store.settle('1', answered)
    store.close()
    const again = openStore(folder, 2000)
    expect(again.since).toBe(1000)
    expect(again.begin('1', '2')).toBe(false)
    expect(again.answered({ question: '1' })).toEqual(answered)
    expect(again.answered({ answer: '4' })).toEqual(answered)
    again.close()
  })

  test('gives back what was left undone, at each start until it is dealt with, to be taken on once', () => {
    const store = openStore(openFolder())
    for (const question of ['1', '2', '3']) store.begin(question, question === '3' ? 'b' : 'a')
    store.settle('1')
    const undone = [
      { question: '2', channel: 'a' },
      { question: '3', channel: 'b' },
    ]
    expect(store.leftUndone()).toEqual(undone)
    expect(store.leftUndone()).toEqual(undone)
    expect(['1', '2', '2'].map((question) => store.begin(question, 'a'))).toEqual([false, true, false])
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
