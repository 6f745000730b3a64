import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** A database in a folder, and how whoever opens it tells an operator what is wrong with it. */
export interface DatabaseFile {
  /** Absent: nothing outlives the process. */
  readonly folder?: string | undefined
  readonly name: string
  /** Each brings the file from the version of its index to the next. Never change one that was released. */
  readonly migrations: readonly string[]
  /** Whether a commit waits for the disk, so that not even a power cut takes it away. */
  readonly survivesPowerCut: boolean
  /** Made with one line that says what is wrong and what to do. */
  readonly problem: new (
    message: string,
  ) => Error
}

/** Opens a database that this process then owns, brought to the newest version. */
export function openDatabase(file: DatabaseFile): DatabaseSync {
  const { folder, name, migrations, survivesPowerCut } = file
  let database: DatabaseSync | undefined
  try {
    if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 })
    const path = folder === undefined ? ':memory:' : join(folder, name)
    // SQLite would take an empty file for a new database, and what was kept would silently be gone.
    if (statSync(path, { throwIfNoEntry: false })?.size === 0) throw new Damaged('it is empty')
    database = new DatabaseSync(path)
    // Exclusive locking keeps a second process out for as long as this one runs.
    database.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL`)
    // Erased text is overwritten, not just unlinked. The rows are small and rarely read, so a few pages of cache do.
    database.exec('PRAGMA secure_delete = ON; PRAGMA cache_size = -256')
    database.exec(`PRAGMA synchronous = ${survivesPowerCut ? 'FULL' : 'NORMAL'}`)
    const [check] = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})
    if (check !== 'ok') throw new Damaged('its pages do not fit together')
    migrate(database, migrations)
    return database
  } catch (error) {
    database?.close()
    throw explain(file, error)
  }
}

function migrate(database: DatabaseSync, migrations: readonly string[]): void {
  database.exec('BEGIN IMMEDIATE')
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
  if (version > migrations.length) throw new Error('it was written by a newer version of Messenger Guide')
  for (const migration of migrations.slice(version)) database.exec(migration)
  database.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`)
}

/** The same store, whose errors tell the operator: if the disk is full or gone it cannot keep its promises. */
export function guarded<S extends object>(store: S, file: DatabaseFile): S {
  const guard = (work: unknown) => {
    if (typeof work !== 'function') return work
    return (...given: unknown[]) => {
      try {
        return work(...given)
      } catch (error) {
        throw explain(file, error)
      }
    }
  }
  return Object.fromEntries(Object.entries(store).map(([name, work]) => [name, guard(work)])) as S
}

/**
 * A store that is closed when something failed and opened anew when it is needed next: by then the disk may be well again,
 * or another one in its place. Its parts are objects of functions, too.
 */
export function reopening<S extends { close(): void }>(open: () => S): S {
  let current: S | undefined = open()
  const attempt = (work: (store: S) => unknown) => {
    current ??= open()
    try {
      return work(current)
    } catch (error) {
      closeIfPossible(current)
      current = undefined
      throw error
    }
  }
  const lasting = (part: Part, find: (store: S) => Part): Part =>
    Object.fromEntries(
      Object.entries(part).map(([name, value]) => [
        name,
        typeof value === 'function'
          ? (...given: never[]) => attempt((store) => (find(store)[name] as typeof value)(...given))
          : lasting(value, (store) => find(store)[name] as Part),
      ]),
    )
  const whole = (store: S) => store as unknown as Part
  return { ...(lasting(whole(current), whole) as unknown as S), close: () => current?.close() }
}

/** Functions, and objects of functions. */
interface Part {
  readonly [name: string]: Part | ((...given: never[]) => unknown)
}

function closeIfPossible(store: { close(): void }): void {
  try {
    store.close()
  } catch {
    // What went wrong with it was told already.
  }
}

/** A file that is there but cannot be read. */
class Damaged extends Error {}

/** Why a file cannot be used, without what it holds: of what is damaged SQLite, like a JSON parser, may repeat some. */
function reasonOf(error: unknown, isDamaged: boolean): string {
  const { errstr, name, message } = error as Error & { errstr?: string }
  if (isDamaged && errstr !== undefined) return errstr
  return name === 'Error' ? message : `what it holds cannot be read (${name})`
}

/** Result codes of SQLite: https://sqlite.org/rescode.html */
const [busy, corrupt, full, notADatabase] = [5, 11, 13, 26]

function explain({ folder, name, problem: Problem }: DatabaseFile, error: unknown): Error {
  const { errcode = 0, code } = error as Error & { errcode?: number; code?: string }
  const result = errcode & 0xff
  const reason = reasonOf(error, result === corrupt || result === notADatabase)
  if (result === busy)
    return new Problem(
      `The state folder ${folder} is in use by another Messenger Guide. Stop that one, or name another folder.`,
    )
  if (error instanceof Damaged || result === corrupt || result === notADatabase)
    return new Problem(
      `The file ${name} in the state folder ${folder} is damaged: ${reason}. Restore a backup of the folder, or move the file away to begin anew.`,
    )
  if (result === full || code === 'ENOSPC')
    return new Problem(`The disk that holds the state folder ${folder} is full. Make room and start again.`)
  return new Problem(
    `The state folder ${folder} cannot be used: ${reason}. Check that it is a writable folder, or name another one.`,
  )
}
