import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { MatrixEvent } from '../../adapters/matrix/event.ts'
import { MatrixProblem } from '../../adapters/matrix/matrix-problem.ts'
import { type Answered, openStore, type Store } from '../../adapters/matrix/store.ts'

const folders = mkdtempSync(join(tmpdir(), 'messenger-guide-store-'))
afterAll(() => rmSync(folders, { recursive: true }))

const guide = '@guide:example.org'
const room = '!room:example.org'
const newFolder = () => mkdtempSync(join(folders, 'store-'))

function eventSaying(body: unknown, id = '$question'): MatrixEvent {
  return { event_id: id, type: 'm.room.message', sender: '@ana:example.org', content: { msgtype: 'm.text', body } }
}

/** A text that somebody sent to the room. */
function question(body: unknown, id = '$question', at = 1) {
  return { id, room, at, event: eventSaying(body, id) }
}

const answered: Answered = {
  ...{ question: '$question', room, asker: '@ana:example.org', answer: '$answer', digest: 'abc' },
  about: { messengers: ['signal'], criteria: [] },
}

/** Works with the store of a folder and closes it. */
function inStore<T>(folder: string, work: (store: Store) => T): T {
  const store = openStore(folder, guide)
  try {
    return work(store)
  } finally {
    store.close()
  }
}

/** The bytes of all files of a folder, as text. */
function bytesIn(folder: string): string {
  return readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'latin1'))
    .join('')
}

describe('what a sync brought', () => {
  test('is there with its position after the next start', () => {
    const folder = newFolder()
    inStore(folder, (store) => {
      expect([store.position(), store.rooms()]).toEqual([undefined, []])
      store.receive([question('hi'), question('ho', '$second', 0)], [{ room: '!b', sender: '@ben:b' }], 's1')
    })
    inStore(folder, (store) => {
      expect(store.position()).toBe('s1')
      expect(store.rooms()).toEqual([room])
      expect(store.waitingIn(room)).toEqual([
        { id: '$second', at: 0, event: eventSaying('ho', '$second') },
        { id: '$question', at: 1, event: eventSaying('hi') },
      ])
      expect(store.invitations()).toEqual([{ room: '!b', sender: '@ben:b' }])
    })
  })

  test('is kept whole with the position or not at all', () => {
    const folder = newFolder()
    inStore(folder, (store) => {
      store.receive([question('first')], [], 's1')
      // A number that JSON cannot say fails after the event before it.
      const torn = [question('second', '$second'), question(1n, '$third')]
      expect(() => store.receive(torn, [{ room: '!b', sender: '@ben:b' }], 's2')).toThrow(MatrixProblem)
    })
    inStore(folder, (store) => {
      expect(store.position()).toBe('s1')
      expect(store.waitingIn(room).map(({ id }) => id)).toEqual(['$question'])
      expect(store.invitations()).toEqual([])
    })
  })

  test('is not received twice, neither while it waits nor when it is settled', () => {
    inStore(newFolder(), (store) => {
      store.receive([question('hi')], [], 's1')
      store.receive([question('something else')], [], 's2')
      expect(store.waitingIn(room)).toEqual([{ id: '$question', at: 1, event: eventSaying('hi') }])
      store.settle('$question', answered)
      store.receive([question('hi')], [], 's3')
      expect(store.waitingIn(room)).toEqual([])
      expect(store.answered({ question: '$question' })).toEqual(answered)
    })
  })

  test('comes back as it was, whatever it says', () => {
    inStore(newFolder(), (store) => {
      let sync = 0
      fc.assert(
        fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (content, body) => {
          const id = `$event ${++sync}`
          const event = { ...eventSaying(body, id), unsigned: { content } } as unknown as MatrixEvent
          store.receive([{ id, room, at: sync, event }], [], `s${sync}`)
          expect(JSON.stringify(store.waitingIn(room))).toBe(JSON.stringify([{ id, at: sync, event }]))
          store.settle(id)
          expect(store.waitingIn(room)).toEqual([])
        }),
      )
    })
  })
})

describe('what is settled', () => {
  const secret = 'does session leak my cat?'

  test.each([
    ['with an answer', answered],
    ['without one', undefined],
  ])('%s, leaves no word in any file', (_, given) => {
    const folder = newFolder()
    inStore(folder, (store) => store.receive([question(secret), question('waits', '$waits')], [], 's1'))
    expect(bytesIn(folder)).toContain(secret)
    inStore(folder, (store) => store.settle('$question', given))
    expect(bytesIn(folder)).not.toContain(secret)
    expect(bytesIn(folder)).toContain('waits')
  })

  test('leaves no word among others that wait, of whatever length', () => {
    const folder = newFolder()
    const ids = Array.from({ length: 60 }, (_, index) => `$${index}`)
    inStore(folder, (store) => {
      for (const [index, id] of ids.entries()) {
        const says = index % 2 === 0 ? secret.repeat(1 + ((index * 7) % 300)) : 'waits'
        store.receive([question(says, id)], [], 's1')
      }
      for (const [index, id] of ids.entries()) if (index % 2 === 0) store.settle(id)
      expect(store.waitingIn(room)).toHaveLength(30)
    })
    expect(bytesIn(folder)).not.toContain(secret)
  })

  test('leaves no word soon after nothing waits, long before the end', () => {
    vi.useFakeTimers()
    const folder = newFolder()
    inStore(folder, (store) => {
      store.receive([question(secret)], [], 's1')
      expect(bytesIn(folder)).toContain(secret)
      store.settle('$question', answered)
      vi.runAllTimers()
      expect(bytesIn(folder)).not.toContain(secret)
    })
    vi.useRealTimers()
  })

  test('is known by question and by answer, with what it was about and nothing more', () => {
    inStore(newFolder(), (store) => {
      store.receive([question('hi')], [], 's1')
      expect(store.answered({ question: '$question' })).toBeUndefined()
      store.settle('$question', { ...answered, about: { ...answered.about, typed: 'hi' } as Answered['about'] })
      expect(store.answered({ question: '$question' })).toEqual(answered)
      expect(store.answered({ answer: '$answer' })).toEqual(answered)
      expect(store.answered({ answer: '$question' })).toBeUndefined()
    })
  })

  test('by an edit, is remembered under the question', () => {
    inStore(newFolder(), (store) => {
      store.receive([question('hi')], [], 's1')
      store.settle('$question', answered)
      store.receive([question('ho', '$edit', 2)], [], 's2')
      store.settle('$edit', { ...answered, digest: 'def' })
      expect(store.answered({ question: '$question' })?.digest).toBe('def')
      expect(store.answered({ question: '$edit' })).toBeUndefined()
      expect(store.rooms()).toEqual([])
    })
  })

  test('is forgotten after its time, what waits is not', () => {
    inStore(newFolder(), (store) => {
      store.receive([question('old', '$old', 1), question('new', '$new', 9), question('waits', '$waits', 1)], [], 's1')
      store.settle('$old', { ...answered, question: '$old' })
      store.settle('$new', { ...answered, question: '$new' })
      store.forgetBefore(5)
      expect(store.answered({ question: '$old' })).toBeUndefined()
      expect(store.answered({ question: '$new' })).toBeDefined()
      expect(store.waitingIn(room).map(({ id }) => id)).toEqual(['$waits'])
    })
  })
})

test('invitations wait until they are settled, or long forgotten', () => {
  inStore(newFolder(), (store) => {
    store.receive([], [{ room: '!a', sender: '@ana:a' }], 's1')
    store.receive([], [{ room: '!a', sender: '@ben:b' }], 's2')
    expect(store.invitations()).toEqual([{ room: '!a', sender: '@ben:b' }])
    store.settleInvitation('!a')
    expect(store.invitations()).toEqual([])
    store.receive([], [{ room: '!c', sender: '@ana:a' }], 's3')
    store.forgetBefore(Date.now() + 60_000)
    expect(store.invitations()).toEqual([])
  })
})

test('edits are counted by what they say, across a restart', () => {
  const folder = newFolder()
  const says = (digest: string) => inStore(folder, (store) => store.countEdit(room, '$card', digest))
  expect(['it', 'it', 'en', 'it'].map(says)).toEqual([1, 1, 2, 3])
  expect(inStore(folder, (store) => store.countEdit(room, '$other', 'it'))).toBe(1)
})

test('a room is forgotten but for what waits there, and other rooms are not', () => {
  const folder = newFolder()
  inStore(folder, (store) => {
    const there = { question: '$there', room: '!other:example.org', answer: '$answer-there' }
    const other = { ...answered, ...there, asker: '@ben:example.org' }
    store.receive([question('hi'), question('ho', '$waiting')], [], 's1')
    store.settle('$question', answered)
    store.settle('$there', other)
    store.note(room, 'unreadable')
    store.countEdit(room, '$card', 'it')
    expect(store.forgetRoom(room)).toBe(1)
    expect(store.answered({ question: '$question' })).toBeUndefined()
    expect(store.answered({ answer: '$answer-there' })).toEqual(other)
    expect(store.noted(room, 'unreadable')).toBe(false)
    expect(store.waitingIn(room).map(({ id }) => id)).toEqual(['$waiting'])
    expect(store.forgetRoom(room)).toBe(0)
  })
  inStore(folder, (store) => {
    store.settle('$waiting')
    store.forgetRoom(room)
  })
  for (const kept of ['@ana:example.org', '$card', room]) expect(bytesIn(folder)).not.toContain(kept)
})

test('a question of a forgotten room that the server tells again stays answered', () => {
  inStore(newFolder(), (store) => {
    store.receive([question('hi')], [], 's1')
    store.settle('$question', answered)
    store.forgetRoom(room)
    store.receive([question('hi')], [], 's2')
    expect(store.rooms()).toEqual([])
  })
})

test('a note about a room is new only once', () => {
  inStore(newFolder(), (store) => {
    expect(store.noted(room, 'unreadable')).toBe(false)
    expect([store.note(room, 'unreadable'), store.note(room, 'unreadable')]).toEqual([true, false])
    expect([store.noted(room, 'unreadable'), store.noted(room, 'replacement')]).toEqual([true, false])
  })
})

describe('refused, with a line for the operator, is', () => {
  test('the folder of another account, which stays as it was', () => {
    const folder = newFolder()
    inStore(folder, (store) => store.receive([question('hi')], [], 's1'))
    expect(() => openStore(folder, '@other:example.org')).toThrow(
      new MatrixProblem(
        `The state folder ${folder} belongs to another account than the access token. Use the token of that account, or name another folder.`,
      ),
    )
    expect(inStore(folder, (store) => store.position())).toBe('s1')
  })

  test('a folder in use', () => {
    const folder = newFolder()
    inStore(folder, () =>
      expect(() => openStore(folder, guide)).toThrow(
        `The state folder ${folder} is in use by another Messenger Guide. Stop that one, or name another folder.`,
      ),
    )
  })

  test('a file of a newer version, which stays as it was', () => {
    const folder = newFolder()
    inStore(folder, (store) => store.receive([question('hi')], [], 's1'))
    const file = new DatabaseSync(join(folder, 'matrix.sqlite'))
    const version = Number(file.prepare('PRAGMA user_version').get()?.user_version)
    file.exec(`PRAGMA user_version = ${version + 1}`)
    file.close()
    expect(() => openStore(folder, guide)).toThrow('cannot be used: it was written by a newer version')
    const again = new DatabaseSync(join(folder, 'matrix.sqlite'))
    again.exec(`PRAGMA user_version = ${version}`)
    again.close()
    expect(inStore(folder, (store) => store.position())).toBe('s1')
  })

  test('a file that is none of ours', () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'matrix.sqlite'), 'Dear diary, '.repeat(1_000))
    expect(() => openStore(folder, guide)).toThrow(/is damaged: .*not a database.*Restore a backup/)
  })

  test('a folder that cannot be made, whatever it is called', () => {
    const file = join(newFolder(), 'file')
    writeFileSync(file, '')
    const folder = join(file, 'full-of-busy-locked-things')
    expect(() => openStore(folder, guide)).toThrow(
      /^The state folder .* cannot be used: .*Check that it is a writable folder, or name another one\.$/,
    )
  })

  test('a folder that cannot be written to', () => {
    const folder = newFolder()
    chmodSync(folder, 0o500)
    withoutRights(() => expect(() => openStore(folder, guide)).toThrow(/cannot be used: .*writable folder/))
  })
})

/** Works as nobody where the tests are run by root, whom no permission stops. */
function withoutRights(work: () => void): void {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.('nobody')
  try {
    work()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

test('an event that is nested too deeply to be written is left out, and the rest is kept', () => {
  const depth = 20_000
  const deep = question(JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`), '$deep')
  inStore(newFolder(), (store) => {
    store.receive([deep, question('hi')], [], 's1')
    expect(store.waitingIn(room).map(({ id }) => id)).toEqual(['$question'])
    expect(store.position()).toBe('s1')
  })
})
