import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { EncryptionError } from './encryption-error.ts'

/** The device whose keys a folder holds. */
export interface DeviceAddress {
  readonly userId: string
  readonly deviceId: string
}

/** A record of an IndexedDB object store as it lies on disk; without a value it is deleted. */
export interface StoredRecord {
  readonly store: string
  readonly key: string
  readonly value: Uint8Array | undefined
}

/** An IndexedDB database as it lies on disk; the schema is JSON. */
export interface StoredDatabase {
  readonly name: string
  readonly version: number
  readonly schema: string
}

/** Each entry brings the file from the version of its index to the next. Never change one that was released. */
const migrations = [
  `CREATE TABLE device (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), user_id TEXT NOT NULL, device_id TEXT NOT NULL) STRICT;
   CREATE TABLE idb (name TEXT PRIMARY KEY, version INTEGER NOT NULL, schema TEXT NOT NULL) STRICT;
   CREATE TABLE record (idb TEXT, store TEXT, key TEXT, value BLOB NOT NULL, PRIMARY KEY (idb, store, key)) STRICT;
   CREATE TABLE room (id TEXT PRIMARY KEY, settings TEXT NOT NULL) STRICT`,
]

/** The keys of one device, in a folder that this process owns until it closes the store. */
export class EncryptionStore {
  readonly folder: string
  readonly device: DeviceAddress
  /** Set once a write has failed: what the engine holds in memory is then ahead of the disk and must not be used. */
  failure: EncryptionError | undefined
  readonly #file: DatabaseSync

  constructor(folder: string, device: DeviceAddress) {
    this.folder = folder
    this.device = device
    this.#file = openFile(folder)
    try {
      // Exclusive locking keeps a second process out for as long as this one runs.
      this.#file.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
      this.#transaction(() => {
        migrate(this.#file)
        this.#claim()
      })
    } catch (error) {
      this.#file.close()
      throw explain(folder, error)
    }
  }

  #claim(): void {
    const { userId, deviceId } = this.device
    this.#file.prepare('INSERT OR IGNORE INTO device VALUES (1, ?, ?)').run(userId, deviceId)
    const owner = this.#file.prepare('SELECT user_id, device_id FROM device').get()
    if (owner?.user_id === userId && owner.device_id === deviceId) return
    const isOther = owner?.user_id !== userId
    throw new EncryptionError(
      'other-device',
      `The encryption folder ${this.folder} belongs to device ${owner?.device_id}, but the access token to device ${deviceId}${isOther ? ' of another account' : ''}. Use the token of the former, or name another folder.`,
    )
  }

  databases(): StoredDatabase[] {
    return this.#file.prepare('SELECT name, version, schema FROM idb').all() as unknown as StoredDatabase[]
  }

  records(database: string): (StoredRecord & { value: Uint8Array })[] {
    const rows: unknown = this.#file.prepare('SELECT store, key, value FROM record WHERE idb = ?').all(database)
    return rows as (StoredRecord & { value: Uint8Array })[]
  }

  /** Has all that is written during some work reach the disk at its end, as one. */
  async together<T>(work: () => Promise<T>): Promise<T> {
    this.#orFail(() => this.#file.exec('BEGIN IMMEDIATE'))
    try {
      return await work()
    } finally {
      this.#orFail(() => this.#file.exec('COMMIT'))
    }
  }

  /** Writes what one transaction changed; when it returns, the disk has it, unless it is part of more. */
  write(database: string, records: readonly StoredRecord[]): void {
    this.#commit(() => this.#put(database, records))
  }

  /** Writes a whole database anew, after its schema has changed. */
  rewrite({ name, version, schema }: StoredDatabase, records: readonly StoredRecord[]): void {
    this.#commit(() => {
      this.#file.prepare('DELETE FROM record WHERE idb = ?').run(name)
      this.#file.prepare('INSERT OR REPLACE INTO idb VALUES (?, ?, ?)').run(name, version, schema)
      this.#put(name, records)
    })
  }

  /** The settings of a room known to be encrypted, as JSON. */
  room(id: string): string | undefined {
    const row = this.#file.prepare('SELECT settings FROM room WHERE id = ?').get(id)
    return row && String(row.settings)
  }

  rememberRoom(id: string, settings: string): void {
    this.#commit(() => this.#file.prepare('INSERT OR REPLACE INTO room VALUES (?, ?)').run(id, settings))
  }

  close(): void {
    this.#file.close()
  }

  #put(database: string, records: readonly StoredRecord[]): void {
    const put = this.#file.prepare('INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?)')
    const remove = this.#file.prepare('DELETE FROM record WHERE idb = ? AND store = ? AND key = ?')
    for (const { store, key, value } of records) {
      if (value) put.run(database, store, key, value)
      else remove.run(database, store, key)
    }
  }

  #commit(work: () => void): void {
    this.#orFail(() => (this.#file.isTransaction ? work() : this.#transaction(work)))
  }

  #orFail(work: () => void): void {
    if (this.failure) throw this.failure
    try {
      work()
    } catch (error) {
      this.failure = explain(this.folder, error)
      throw this.failure
    }
  }

  #transaction(work: () => void): void {
    this.#file.exec('BEGIN IMMEDIATE')
    try {
      work()
      this.#file.exec('COMMIT')
    } catch (error) {
      if (this.#file.isTransaction) this.#file.exec('ROLLBACK')
      throw error
    }
  }
}

/** The device whose keys a folder holds, if it holds any. */
export function deviceIn(folder: string): DeviceAddress | undefined {
  if (!existsSync(join(folder, fileName))) return undefined
  const file = openFile(folder)
  try {
    const owner = file.prepare('SELECT user_id, device_id FROM device').get()
    return owner && { userId: String(owner.user_id), deviceId: String(owner.device_id) }
  } catch (error) {
    throw explain(folder, error)
  } finally {
    file.close()
  }
}

const fileName = 'encryption.sqlite'

function openFile(folder: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return new DatabaseSync(join(folder, fileName))
  } catch (error) {
    throw explain(folder, error)
  }
}

function migrate(file: DatabaseSync): void {
  const version = Number(file.prepare('PRAGMA user_version').get()?.user_version)
  if (version > migrations.length) throw new Error('it was written by a newer version of Messenger Guide')
  for (const migration of migrations.slice(version)) file.exec(migration)
  file.exec(`PRAGMA user_version = ${migrations.length}`)
}

const busy = 5
const full = 13

function explain(folder: string, error: unknown): EncryptionError {
  if (error instanceof EncryptionError) return error
  const { message, errcode = 0 } = error as Error & { errcode?: number }
  // The low byte is SQLite's primary result code.
  switch (errcode & 0xff) {
    case busy:
      return new EncryptionError(
        'in-use',
        `The encryption folder ${folder} is in use by another Messenger Guide. Stop that one, or name another folder.`,
      )
    case full:
      return new EncryptionError(
        'disk-full',
        `The disk that holds the encryption folder ${folder} is full. Free some space and start again.`,
      )
    default:
      return new EncryptionError(
        'unusable-folder',
        `The encryption folder ${folder} cannot be used: ${message}. Check that it is a writable folder, or name another one.`,
      )
  }
}
