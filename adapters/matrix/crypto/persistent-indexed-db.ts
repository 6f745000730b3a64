import { deserialize, serialize } from 'node:v8'
import type { EncryptionStore, StoredRecord } from './encryption-store.ts'
import {
  type Connection,
  type IndexDeclaration,
  IndexedDb,
  type Key,
  type OpenRequest,
  type RawStore,
  type Transaction,
} from './fake-indexeddb.ts'

type Schema = Readonly<Record<string, readonly IndexDeclaration[]>>

/** An IndexedDB that answers from memory, and has each transaction on disk before it says that it is complete. */
export class PersistentIndexedDb extends IndexedDb {
  readonly #store: EncryptionStore
  /** The keys that were written or deleted since the last transaction on their object store completed. */
  readonly #changed = new Map<RawStore, Key[]>()

  constructor(store: EncryptionStore) {
    super()
    this.#store = store
  }

  /** Brings back what earlier processes wrote; to be called once, before anything is opened. */
  async load(): Promise<void> {
    for (const { name, version, schema } of this.#store.databases()) {
      const request = super.open(name, version)
      request.addEventListener('upgradeneeded', () => this.#fill(request.result, JSON.parse(schema)))
      await new Promise<void>((resolve) => request.addEventListener('success', resolve))
      request.result.close()
    }
  }

  override open(name: string, version?: number): OpenRequest {
    const request = super.open(name, version)
    request.addEventListener('upgradeneeded', () => {
      beforeComplete(request.transaction, () => this.#rewrite(request.result))
    })
    request.addEventListener('success', () => this.#watch(request.result))
    return request
  }

  #fill(database: Connection, schema: Schema): void {
    const stores = new Map(Object.keys(schema).map((name) => [name, database.createObjectStore(name)]))
    for (const [store, indexes] of Object.entries(schema)) {
      for (const { name, keyPath, ...options } of indexes) stores.get(store)?.createIndex(name, keyPath, options)
    }
    for (const { store, key, value } of this.#store.records(database.name)) {
      stores.get(store)?.put(deserialize(value), JSON.parse(key))
    }
  }

  /** A new version may have changed any object store, so the whole database is written. */
  #rewrite({ name, version, _rawDatabase: { rawObjectStores } }: Connection): void {
    const stores = [...rawObjectStores.values()]
    const schema: Schema = Object.fromEntries(stores.map(({ name, rawIndexes }) => [name, declarations(rawIndexes)]))
    const records = stores.flatMap((store) => Array.from(store.records.values(), ({ key }) => stored(store, key)))
    this.#store.rewrite({ name, version, schema: JSON.stringify(schema) }, records)
  }

  #watch(database: Connection): void {
    for (const store of database._rawDatabase.rawObjectStores.values()) this.#noteChanges(store)
    const begin = database.transaction.bind(database)
    database.transaction = (...scope) => {
      const transaction = begin(...scope)
      if (transaction.mode === 'readwrite') beforeComplete(transaction, () => this.#write(database, transaction))
      return transaction
    }
  }

  #noteChanges(store: RawStore): void {
    if (this.#changed.has(store)) return
    this.#changed.set(store, [])
    const note = (key: Key) => this.#changed.get(store)?.push(key)
    const { records } = store
    const { put, delete: remove, clear } = records
    records.put = (record, noOverwrite) => {
      note(record.key)
      return put.call(records, record, noOverwrite)
    }
    records.delete = (query) => {
      const removed = remove.call(records, query)
      for (const { key } of removed) note(key)
      return removed
    }
    records.clear = () => {
      const removed = clear.call(records)
      for (const { key } of removed) note(key)
      return removed
    }
  }

  /** Only one transaction at a time writes to an object store, so what changed there is this one's. */
  #write({ name, _rawDatabase: { rawObjectStores } }: Connection, { objectStoreNames }: Transaction): void {
    const stores = Array.from(objectStoreNames, (name) => rawObjectStores.get(name)).filter(
      (store) => store !== undefined,
    )
    const records = stores.flatMap((store) => (this.#changed.get(store) ?? []).map((key) => stored(store, key)))
    if (records.length > 0) this.#store.write(name, records)
    for (const store of stores) this.#changed.set(store, [])
  }
}

/** Lets a transaction complete only once `write` has succeeded; else what it changed is undone. */
function beforeComplete(transaction: Transaction, write: () => void): void {
  const dispatch = transaction.dispatchEvent.bind(transaction)
  transaction.dispatchEvent = (event) => {
    if (event.type !== 'complete') return dispatch(event)
    try {
      write()
    } catch {
      // The store remembers why.
      transaction._abort('QuotaExceededError')
      return false
    }
    return dispatch(event)
  }
}

function declarations(indexes: ReadonlyMap<string, IndexDeclaration>): IndexDeclaration[] {
  return Array.from(indexes.values(), ({ name, keyPath, unique, multiEntry }) => ({
    name,
    keyPath,
    unique,
    multiEntry,
  }))
}

function stored(store: RawStore, key: Key): StoredRecord {
  const record = store.records.get(key)
  return { store: store.name, key: JSON.stringify(key), value: record && serialize(record.value) }
}
