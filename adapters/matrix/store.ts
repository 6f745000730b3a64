import type { DatabaseSync } from 'node:sqlite'
import { type DatabaseFile, guarded, openDatabase, type Subjects } from '../../src/index.ts'
import { type MatrixEvent, written } from './event.ts'
import { MatrixProblem } from './matrix-problem.ts'

/** An event that waits to be looked at. */
export interface Waiting {
  readonly id: string
  /** When it was sent, in milliseconds since 1970 by our clock. */
  readonly at: number
  readonly event: MatrixEvent
}

/** A question that was answered. */
export interface Answered {
  readonly question: string
  readonly room: string
  readonly asker: string
  readonly answer: string
  /** A digest of what was said, to tell an edit that changes nothing. */
  readonly digest: string
  readonly about: Subjects
}

/** An invitation to a room that was not accepted yet. */
export interface Invitation {
  readonly room: string
  readonly sender: string
}

/** What is noted about a room: what it was told once, or that it takes the place of one that was upgraded. */
export type Note = 'unreadable' | 'encryption-off' | 'replacement'

/** What the adapter must not forget: the sync position, the events still to be answered, and which were. */
export interface Store {
  position(): string | undefined
  /** Keeps what a sync brought and moves the position, all or nothing. An event known already is left as it is. */
  receive(
    events: readonly (Waiting & { readonly room: string })[],
    invitations: readonly Invitation[],
    position: string,
  ): void
  invitations(): readonly Invitation[]
  /** Forgets an invitation, accepted or void. */
  settleInvitation(room: string): void
  rooms(): readonly string[]
  waitingIn(room: string): readonly Waiting[]
  /** Erases what an event said; with what it was answered by, that is kept for edits, deletions and follow-ups. */
  settle(id: string, answered?: Answered): void
  answered(by: { readonly question: string } | { readonly answer: string }): Answered | undefined
  /** Notes something about a room; whether it was not noted before. */
  note(room: string, what: Note): boolean
  noted(room: string, what: Note): boolean
  /** Counts the edits of a message, of which each says something else than the one before. */
  countEdit(room: string, message: string, digest: string): number
  /** Forgets all of a room but what waits there, and gives how many answers were remembered. */
  forgetRoom(room: string): number
  /** Forgets what was settled before a time, in milliseconds since 1970. */
  forgetBefore(at: number): void
  close(): void
}

const migrations = [
  `CREATE TABLE account (user_id TEXT PRIMARY KEY) STRICT;
   CREATE TABLE position (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), token TEXT NOT NULL) STRICT;
   CREATE TABLE event (
     id TEXT PRIMARY KEY, room TEXT NOT NULL, at INTEGER NOT NULL, content TEXT,
     asker TEXT, answer TEXT, digest TEXT, about TEXT
   ) STRICT;
   CREATE INDEX waiting ON event (room, at) WHERE content IS NOT NULL;
   CREATE INDEX answer ON event (answer) WHERE answer IS NOT NULL;
   CREATE TABLE invitation (room TEXT PRIMARY KEY, sender TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
   CREATE TABLE note (room TEXT, what TEXT, PRIMARY KEY (room, what)) STRICT`,
  `CREATE TABLE edit (message TEXT PRIMARY KEY, room TEXT NOT NULL, digest TEXT NOT NULL, count INTEGER NOT NULL) STRICT`,
]

/** How soon after an answer the log is erased too, in milliseconds; at once would hold up other answers. */
const eraseAfter = 1_000

/** Opens the store of an account in a folder that this process owns. */
export function openStore(folder: string, userId: string): Store {
  // What a power cut takes away, events and position together, the server sends again.
  const place: DatabaseFile = {
    ...{ folder, name: 'matrix.sqlite', migrations },
    ...{ survivesPowerCut: false, problem: MatrixProblem },
  }
  const file = openDatabase(place)
  claim(file, folder, userId)
  const sql = statements(file)
  const answeredIn = (row: Record<string, unknown> | undefined): Answered | undefined =>
    row && {
      question: String(row.id),
      room: String(row.room),
      asker: String(row.asker),
      answer: String(row.answer),
      digest: String(row.digest),
      about: JSON.parse(String(row.about)) as Subjects,
    }
  const remember = ({ question, room, asker, answer, digest, about: { messengers, criteria } }: Answered) =>
    sql.answer.run(question, room, Date.now(), asker, answer, digest, JSON.stringify({ messengers, criteria }))
  let eraser: NodeJS.Timeout | undefined
  // The write-ahead log holds what was said before it was erased.
  const eraseLog = () => {
    eraser = undefined
    try {
      if (sql.rooms.get() === undefined) return file.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    } catch {
      // A disk that is full or gone is told of by the next event that comes in.
    }
    eraser = setTimeout(eraseLog, eraseAfter).unref()
  }
  const store: Store = {
    position: () => sql.position.get()?.token as string | undefined,
    receive: (events, invitations, token) => {
      file.exec('BEGIN IMMEDIATE')
      for (const { id, room, at, event } of events) {
        const content = written(event)
        if (content !== undefined) sql.insert.run(id, room, at, content)
      }
      for (const { room, sender } of invitations) sql.invite.run(room, sender, Date.now())
      sql.move.run(token)
      file.exec('COMMIT')
    },
    invitations: () => sql.invited.all().map(({ room, sender }) => ({ room: String(room), sender: String(sender) })),
    settleInvitation: (room) => void sql.uninvite.run(room),
    rooms: () => sql.rooms.all().map(({ room }) => String(room)),
    waitingIn: (room) =>
      sql.waiting.all(room).map(({ id, at, content }) => ({
        id: String(id),
        at: Number(at),
        event: JSON.parse(String(content)) as MatrixEvent,
      })),
    settle: (id, answered) => {
      if (answered) remember(answered)
      if (answered?.question !== id) sql.erase.run(id)
      eraser ??= setTimeout(eraseLog, eraseAfter).unref()
    },
    answered: (by) => answeredIn('question' in by ? sql.byQuestion.get(by.question) : sql.byAnswer.get(by.answer)),
    note: (room, what) => sql.note.run(room, what).changes > 0,
    noted: (room, what) => sql.noted.get(room, what) !== undefined,
    countEdit: (room, message, digest) => Number(sql.countEdit.get(message, room, digest)?.count),
    forgetRoom: (room) => {
      const answers = Number(sql.answers.get(room)?.count)
      for (const forget of [sql.forgetEvents, sql.forgetNotes, sql.forgetEdits]) forget.run(room)
      eraser ??= setTimeout(eraseLog, eraseAfter).unref()
      return answers
    },
    forgetBefore: (at) => {
      sql.forget.run(at)
      sql.forgetInvitations.run(at)
    },
    close: () => {
      clearTimeout(eraser)
      file.close()
    },
  }
  return guarded(store, place)
}

function statements(file: DatabaseSync) {
  const known = 'SELECT id, room, asker, answer, digest, about FROM event WHERE answer IS NOT NULL AND'
  return {
    insert: file.prepare('INSERT OR IGNORE INTO event (id, room, at, content) VALUES (?, ?, ?, ?)'),
    move: file.prepare('INSERT INTO position VALUES (1, ?) ON CONFLICT DO UPDATE SET token = excluded.token'),
    position: file.prepare('SELECT token FROM position'),
    rooms: file.prepare('SELECT DISTINCT room FROM event WHERE content IS NOT NULL'),
    waiting: file.prepare(
      'SELECT id, at, content FROM event WHERE room = ? AND content IS NOT NULL ORDER BY at, rowid',
    ),
    erase: file.prepare('UPDATE event SET content = NULL WHERE id = ? AND content IS NOT NULL'),
    answer: file.prepare(
      `INSERT INTO event (id, room, at, asker, answer, digest, about) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
       SET content = NULL, asker = excluded.asker, answer = excluded.answer, digest = excluded.digest, about = excluded.about`,
    ),
    byQuestion: file.prepare(`${known} id = ?`),
    byAnswer: file.prepare(`${known} answer = ?`),
    note: file.prepare('INSERT OR IGNORE INTO note VALUES (?, ?)'),
    noted: file.prepare('SELECT 1 FROM note WHERE room = ? AND what = ?'),
    countEdit: file.prepare(
      `INSERT INTO edit VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE
       SET count = count + (digest <> excluded.digest), digest = excluded.digest RETURNING count`,
    ),
    answers: file.prepare('SELECT count(*) AS count FROM event WHERE room = ? AND answer IS NOT NULL'),
    // The bare ids stay for as long as the server might tell of the events again, to be answered once.
    forgetEvents: file.prepare(
      `UPDATE event SET room = '', asker = NULL, answer = NULL, digest = NULL, about = NULL
       WHERE room = ? AND content IS NULL`,
    ),
    forgetNotes: file.prepare('DELETE FROM note WHERE room = ?'),
    forgetEdits: file.prepare('DELETE FROM edit WHERE room = ?'),
    forget: file.prepare('DELETE FROM event WHERE content IS NULL AND at < ?'),
    invite: file.prepare('INSERT OR REPLACE INTO invitation VALUES (?, ?, ?)'),
    invited: file.prepare('SELECT room, sender FROM invitation'),
    uninvite: file.prepare('DELETE FROM invitation WHERE room = ?'),
    forgetInvitations: file.prepare('DELETE FROM invitation WHERE at < ?'),
  }
}

/** A folder belongs to one account for good: positions and events of another mean nothing to it. */
function claim(file: DatabaseSync, folder: string, userId: string): void {
  const owner = file.prepare('SELECT user_id FROM account').get()?.user_id
  if (owner === undefined) file.prepare('INSERT INTO account VALUES (?)').run(userId)
  else if (owner !== userId) {
    file.close()
    throw new MatrixProblem(
      `The state folder ${folder} belongs to another account than the access token. Use the token of that account, or name another folder.`,
    )
  }
}
