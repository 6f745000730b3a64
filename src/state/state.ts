import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Where a question was asked: a room, a channel, a terminal. */
export interface Place {
  readonly platform: string
  readonly id: string
  /** The id of what it is part of, such as a server: settings are then made for that as a whole. */
  readonly partOf?: string
}

/** What a place has chosen; absent means the operator's default. */
export interface PlaceSettings {
  /** BCP 47 tag of a language we speak. */
  readonly language?: string
  readonly layout?: Layout
}

/** How answers are laid out where a platform can do both; the first is taken where nothing was chosen. */
export const layouts = ['list', 'table'] as const
export type Layout = (typeof layouts)[number]

/** What must outlive a restart. */
export interface State {
  settings(place: Place): PlaceSettings
  changeSettings(place: Place, settings: PlaceSettings): void
  close(): void
}

/** Thrown when a state folder cannot be used; the message says why and what to do. */
export class UnusableState extends Error {
  override readonly name = 'UnusableState'
}

/** Each entry brings the database from the version of its index to the next. Never change one that was released. */
const migrations = [
  'CREATE TABLE place (platform TEXT, id TEXT, settings TEXT NOT NULL, PRIMARY KEY (platform, id)) STRICT',
]

/** Opens the state in a folder, which this process then owns; without a folder nothing outlives the process. */
export function openState(folder?: string): State {
  const database = open(folder)
  const read = database.prepare('SELECT settings FROM place WHERE platform = ? AND id = ?')
  const write = database.prepare(
    'INSERT INTO place VALUES (?, ?, ?) ON CONFLICT (platform, id) DO UPDATE SET settings = excluded.settings',
  )
  return {
    settings: ({ platform, id, partOf = id }) => {
      const row = read.get(platform, partOf)
      return row ? (JSON.parse(String(row.settings)) as PlaceSettings) : {}
    },
    changeSettings: ({ platform, id, partOf = id }, settings) =>
      void write.run(platform, partOf, JSON.stringify(settings)),
    close: () => database.close(),
  }
}

function open(folder: string | undefined): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 })
    database = new DatabaseSync(folder === undefined ? ':memory:' : join(folder, 'messenger-guide.sqlite'))
    // Exclusive locking keeps a second process out for as long as this one runs.
    database.exec(
      'PRAGMA cache_size = -256; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL',
    )
    migrate(database)
    return database
  } catch (error) {
    database?.close()
    throw new UnusableState(explain(folder ?? '', error))
  }
}

function migrate(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE')
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
  if (version > migrations.length) throw new Error('it was written by a newer version of Messenger Guide')
  for (const migration of migrations.slice(version)) database.exec(migration)
  database.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`)
}

/** Result code of SQLite for a file that another process holds: https://sqlite.org/rescode.html */
const busy = 5

function explain(folder: string, error: unknown): string {
  const { errcode = 0, message: reason } = error as Error & { errcode?: number }
  if ((errcode & 0xff) === busy) {
    return `The state folder ${folder} is in use by another Messenger Guide. Stop that one, or name another folder.`
  }
  return `The state folder ${folder} cannot be used: ${reason}. Check that it is a writable folder, or name another one.`
}
