// What we use of fake-indexeddb, some of its internals included; the DOM's types are not among our libraries.
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'

/** The key of a record. */
export type Key = string | number | readonly Key[]

/** A record of an object store. */
export interface IndexedRecord {
  readonly key: Key
  readonly value: unknown
}

/** What an index was declared with. */
export interface IndexDeclaration {
  readonly name: string
  readonly keyPath: string | readonly string[]
  readonly unique: boolean
  readonly multiEntry: boolean
}

/** An object store behind all its connections; whatever writes or deletes goes through `records`. */
export interface RawStore {
  readonly name: string
  readonly rawIndexes: ReadonlyMap<string, IndexDeclaration>
  readonly records: {
    get(key: Key): IndexedRecord | undefined
    values(): Iterable<IndexedRecord>
    put(record: IndexedRecord, noOverwrite?: boolean): unknown
    delete(query: unknown): readonly IndexedRecord[]
    clear(): readonly IndexedRecord[]
  }
}

interface Target {
  addEventListener(type: string, listener: () => void): void
}

/** A transaction; `_abort` undoes what it changed, even when it was about to complete. */
export interface Transaction extends Target {
  readonly mode: 'readonly' | 'readwrite' | 'versionchange'
  readonly objectStoreNames: Iterable<string>
  dispatchEvent(event: { readonly type: string }): boolean
  _abort(errorName: string): void
}

/** A connection to a database. */
export interface Connection {
  readonly name: string
  readonly version: number
  readonly _rawDatabase: { readonly rawObjectStores: ReadonlyMap<string, RawStore> }
  transaction(...scope: unknown[]): Transaction
  createObjectStore(name: string): {
    createIndex(name: string, keyPath: unknown, options: object): void
    put(value: unknown, key: Key): void
  }
  close(): void
}

/** A request to open a database. */
export interface OpenRequest extends Target {
  readonly result: Connection
  readonly transaction: Transaction
}

/** IndexedDB in memory. */
export const IndexedDb: new () => { open(name: string, version?: number): OpenRequest } = IDBFactory
