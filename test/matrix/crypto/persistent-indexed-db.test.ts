import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { EncryptionStore } from '../../../adapters/matrix/crypto/encryption-store.ts'
import type { Connection, IndexedRecord, Key } from '../../../adapters/matrix/crypto/fake-indexeddb.ts'
import { PersistentIndexedDb } from '../../../adapters/matrix/crypto/persistent-indexed-db.ts'

const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-idb-'))
const store = new EncryptionStore(folder, { userId: '@bot:example.org', deviceId: 'DEVICE' })
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

interface Cursor {
  readonly key: Key
  update(value: unknown): void
  delete(): void
  continue(): void
}

/** What a transaction gives its user of an object store. */
interface ObjectStore {
  put(value: unknown, key: Key): void
  delete(query: unknown): void
  clear(): void
  openCursor(): { result: Cursor | null; onsuccess: () => void }
}

declare const IDBKeyRange: { lowerBound(key: Key): unknown }

function each(store: ObjectStore, visit: (cursor: Cursor) => void): void {
  const request = store.openCursor()
  request.onsuccess = () => {
    if (!request.result) return
    visit(request.result)
    request.result.continue()
  }
}

const key = fc.oneof(fc.string({ maxLength: 2 }), fc.array(fc.string({ maxLength: 1 }), { maxLength: 2 }))
const value = fc.oneof(fc.string(), fc.uint8Array(), fc.dictionary(fc.string(), fc.double()))
const change = fc.oneof(
  fc.record({ key, value }).map(
    ({ key, value }) =>
      (store: ObjectStore) =>
        store.put(value, key),
  ),
  key.map((key) => (store: ObjectStore) => store.delete(key)),
  key.map((key) => (store: ObjectStore) => store.delete(IDBKeyRange.lowerBound(key))),
  fc.constant((store: ObjectStore) => store.clear()),
  value.map((value) => (store: ObjectStore) => each(store, (cursor) => cursor.update(value))),
  fc.constant((store: ObjectStore) => each(store, (cursor) => cursor.delete())),
)
const transactions = fc.array(fc.record({ changes: fc.array(change, { minLength: 1 }), aborts: fc.boolean() }))

async function open(idb: PersistentIndexedDb, name: string, version = 1): Promise<Connection> {
  const request = idb.open(name, version)
  request.addEventListener('upgradeneeded', () => {
    const made = request.result.createObjectStore(`made-in-${version}`)
    made.createIndex('by-name', 'name', { unique: false })
    made.put({ name: 'first' }, 'first')
  })
  await new Promise<void>((resolve) => request.addEventListener('success', resolve))
  return request.result
}

async function transact(database: Connection, changes: ((store: ObjectStore) => void)[], aborts: boolean) {
  const transaction = database.transaction(['made-in-1'], 'readwrite') as ReturnType<Connection['transaction']> & {
    objectStore(name: string): ObjectStore
    abort(): void
  }
  const store = transaction.objectStore('made-in-1')
  for (const change of changes) change(store)
  if (aborts) store.openCursor().onsuccess = () => transaction.abort()
  await new Promise<void>((resolve) => {
    transaction.addEventListener('complete', resolve)
    transaction.addEventListener('abort', resolve)
  })
}

function contents(database: Connection): [string, IndexedRecord[], string[]][] {
  const stores = [...database._rawDatabase.rawObjectStores.values()]
  return stores.map(({ name, records, rawIndexes }) => [name, [...records.values()], [...rawIndexes.keys()]])
}

async function reload(): Promise<PersistentIndexedDb> {
  const idb = new PersistentIndexedDb(store)
  await idb.load()
  return idb
}

test('whatever transactions do, the disk holds what memory holds', async () => {
  let runs = 0
  await fc.assert(
    fc.asyncProperty(transactions, async (transactions) => {
      const name = `run-${runs++}`
      const database = await open(await reload(), name)
      for (const { changes, aborts } of transactions) await transact(database, changes, aborts)
      expect(contents(await open(await reload(), name))).toEqual(contents(database))
    }),
    { numRuns: 50 },
  )
})

test('a new version of the schema is kept with what was there before', async () => {
  const before = await open(await reload(), 'upgraded')
  await transact(before, [(store) => store.put({ name: 'second' }, 'second')], false)
  before.close()
  const upgraded = await open(await reload(), 'upgraded', 2)
  expect(contents(upgraded).map(([name, records]) => [name, records.length])).toEqual([
    ['made-in-1', 2],
    ['made-in-2', 1],
  ])
  expect(contents(await open(await reload(), 'upgraded', 2))).toEqual(contents(upgraded))
})
