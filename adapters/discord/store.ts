import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Subjects } from '../../src/index.ts'
import { DiscordProblem } from './discord-problem.ts'

/** A question that was answered; never what it said. */
export interface Answered {
  /** The id of the message or interaction that asked. */
  readonly question: string
  readonly channel: string
  readonly asker: string
  /** The id of the message that answers. */
  readonly answer: string
  /** A digest of what was said, to tell an edit that changes nothing. */
  readonly digest: string
  readonly about: Subjects
}

/** What the adapter must not forget: which questions it took on, and which message answers which. */
export interface Store {
  /** When it was first opened, in milliseconds since 1970: what is older was never for this bot. */
  readonly since: number
  /** Takes a question on; false if it was taken on before. */
  begin(question: string, channel: string): boolean
  /** A question is dealt with, with or without an answer. */
  settle(question: string, answered?: Answered): void
  answered(by: { readonly question: string } | { readonly answer: string }): Answered | undefined
  /** Gives the channels of questions that an earlier process left undone, which can then be taken on again. */
  leftUndone(): readonly string[]
  /** Forgets what was taken on before a time, in milliseconds since 1970. */
  forgetBefore(at: number): void
  close(): void
}

/** Each entry brings the file from the version of its index to the next. Never change one that was released. */
const migrations = [
  `CREATE TABLE beginning (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), at INTEGER NOT NULL) STRICT;
   CREATE TABLE question (
     id TEXT PRIMARY KEY, channel TEXT NOT NULL, at INTEGER NOT NULL, in_hand INTEGER NOT NULL,
     asker TEXT, answer TEXT, digest TEXT, about TEXT
   ) STRICT;
   CREATE INDEX in_hand ON question (channel) WHERE in_hand;
   CREATE INDEX answer ON question (answer) WHERE answer IS NOT NULL`,
]

/** Opens the store in a folder that this process owns. */
export function openStore(folder: string, now = Date.now()): Store {
  const file = openFile(folder)
  const since = file.prepare('INSERT INTO beginning VALUES (1, ?) ON CONFLICT DO UPDATE SET only_row = 1 RETURNING at')
  const begin = file.prepare('INSERT OR IGNORE INTO question (id, channel, at, in_hand) VALUES (?, ?, ?, 1)')
  const settle = file.prepare('UPDATE question SET in_hand = 0 WHERE id = ?')
  const answer = file.prepare('INSERT OR REPLACE INTO question VALUES (?, ?, ?, 0, ?, ?, ?, ?)')
  const known = 'SELECT id, channel, asker, answer, digest, about FROM question WHERE answer IS NOT NULL AND'
  const byQuestion = file.prepare(`${known} id = ?`)
  const byAnswer = file.prepare(`${known} answer = ?`)
  const undo = file.prepare('DELETE FROM question WHERE in_hand RETURNING channel')
  const forget = file.prepare('DELETE FROM question WHERE at < ?')
  return guarded(folder, {
    since: Number(since.get(now)?.at),
    begin: (question, channel) => begin.run(question, channel, Date.now()).changes > 0,
    settle: (question, answered) => {
      if (!answered) return void settle.run(question)
      const { messengers, criteria } = answered.about
      const about = JSON.stringify({ messengers, criteria })
      answer.run(question, answered.channel, Date.now(), answered.asker, answered.answer, answered.digest, about)
    },
    answered: (by) => answeredIn('question' in by ? byQuestion.get(by.question) : byAnswer.get(by.answer)),
    leftUndone: () => [...new Set(undo.all().map(({ channel }) => String(channel)))],
    forgetBefore: (at) => void forget.run(at),
    close: () => file.close(),
  })
}

function answeredIn(row: Record<string, unknown> | undefined): Answered | undefined {
  return (
    row && {
      question: String(row.id),
      channel: String(row.channel),
      asker: String(row.asker),
      answer: String(row.answer),
      digest: String(row.digest),
      about: JSON.parse(String(row.about)) as Subjects,
    }
  )
}

/** A store whose disk is full or gone cannot keep its promises, so nothing goes on without it. */
function guarded(folder: string, store: Store): Store {
  const guard =
    <A extends unknown[], R>(work: (...given: A) => R) =>
    (...given: A): R => {
      try {
        return work(...given)
      } catch (error) {
        throw unusable(folder, error)
      }
    }
  return {
    ...store,
    begin: guard(store.begin),
    settle: guard(store.settle),
    answered: guard(store.answered),
    leftUndone: guard(store.leftUndone),
    forgetBefore: guard(store.forgetBefore),
  }
}

function openFile(folder: string): DatabaseSync {
  let file: DatabaseSync | undefined
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    file = new DatabaseSync(join(folder, 'discord.sqlite'))
    // What a power cut takes away, the catch-up finds again; so no commit waits for the disk.
    file.exec(
      // The rows are small and rarely read, so a few pages of cache do.
      'PRAGMA cache_size = -256; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE',
    )
    const version = Number(file.prepare('PRAGMA user_version').get()?.user_version)
    if (version > migrations.length) throw new Error('it was written by a newer version of Messenger Guide')
    for (const migration of migrations.slice(version)) file.exec(migration)
    file.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`)
    return file
  } catch (error) {
    file?.close()
    throw unusable(folder, error)
  }
}

/** A result code of SQLite: https://sqlite.org/rescode.html */
const full = 13

function unusable(folder: string, error: unknown): DiscordProblem {
  const { errcode = 0, code, message } = error as Error & { errcode?: number; code?: string }
  const isFull = (errcode & 0xff) === full || code === 'ENOSPC'
  return new DiscordProblem(
    isFull
      ? `The disk that holds the state folder ${folder} is full. Make room and start again.`
      : `The state folder ${folder} cannot be used: ${message}. Check that it is a writable folder, or name another one.`,
  )
}
