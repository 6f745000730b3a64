import { type DatabaseFile, guarded, openDatabase, type Subjects } from '../../src/index.ts'
import { DiscordProblem } from './discord-problem.ts'
import type { Where } from './place.ts'

/** A question that was answered; never what it said. */
export interface Answered {
  /** The id of the message or interaction that asked. */
  readonly question: string
  readonly channel: string
  /** The id of the server that the channel is in, if it is in one. */
  readonly server: string | null
  readonly asker: string
  /** The id of the message that answers. */
  readonly answer: string
  /** A digest of what was said, to tell an edit that changes nothing. */
  readonly digest: string
  readonly about: Subjects
}

/** A question that was taken on and not dealt with: the id of its message, and where it was asked. */
export interface Undone {
  readonly question: string
  readonly channel: string
}

/** What the adapter must not forget: which questions it took on, and which message answers which. */
export interface Store {
  /** When it was first opened, in milliseconds since 1970: what is older was never for this bot. */
  readonly since: number
  /** Takes a question on; false if it was taken on before. */
  begin(question: string, where: Where): boolean
  /** A question is dealt with, with or without an answer. */
  settle(question: string, answered?: Answered): void
  /** Lets a question be taken on again that was not dealt with. */
  giveBack(question: string): void
  answered(by: { readonly question: string } | { readonly answer: string }): Answered | undefined
  /** Gives the questions that earlier processes left undone, which can then be taken on again. */
  leftUndone(): readonly Undone[]
  /** Forgets what was dealt with in a server and in some channels; gives how many answers that were. */
  forget(server: string | null, channels: Iterable<string>): number
  /** Forgets what was taken on before a time, in milliseconds since 1970. */
  forgetBefore(at: number): void
  close(): void
}

/** Each brings the file from the version of its index to the next. Never change one that was released. */
const migrations = [
  `CREATE TABLE beginning (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), at INTEGER NOT NULL) STRICT;
   CREATE TABLE question (
     id TEXT PRIMARY KEY, channel TEXT NOT NULL, at INTEGER NOT NULL, in_hand INTEGER NOT NULL,
     asker TEXT, answer TEXT, digest TEXT, about TEXT
   ) STRICT;
   CREATE INDEX in_hand ON question (channel) WHERE in_hand;
   CREATE INDEX answer ON question (answer) WHERE answer IS NOT NULL`,
  'ALTER TABLE question ADD COLUMN server TEXT',
]

/** What `in_hand` says of a question that is not dealt with: it was taken on, or waits to be taken on again. */
const [takenOn, owed] = [1, 2]

/** Opens the store in a folder that this process owns. */
export function openStore(folder: string, now = Date.now()): Store {
  // What a power cut takes away, the catch-up finds again.
  const place: DatabaseFile = {
    ...{ folder, name: 'discord.sqlite', migrations },
    ...{ survivesPowerCut: false, problem: DiscordProblem },
  }
  const file = openDatabase(place)
  const since = file.prepare('INSERT INTO beginning VALUES (1, ?) ON CONFLICT DO UPDATE SET only_row = 1 RETURNING at')
  const begin = file.prepare(
    `INSERT INTO question (id, channel, server, at, in_hand) VALUES (?, ?, ?, ?, ${takenOn})
     ON CONFLICT DO UPDATE SET in_hand = ${takenOn} WHERE in_hand = ${owed}`,
  )
  const settle = file.prepare('UPDATE question SET in_hand = 0 WHERE id = ?')
  const answer = file.prepare(
    `INSERT OR REPLACE INTO question (id, channel, server, at, in_hand, asker, answer, digest, about)
     VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?)`,
  )
  const known = 'SELECT id, channel, server, asker, answer, digest, about FROM question WHERE answer IS NOT NULL AND'
  const byQuestion = file.prepare(`${known} id = ?`)
  const byAnswer = file.prepare(`${known} answer = ?`)
  const undo = file.prepare(`UPDATE question SET in_hand = ${owed} WHERE in_hand RETURNING id, channel`)
  const giveBack = file.prepare(`UPDATE question SET in_hand = ${owed} WHERE id = ? AND in_hand`)
  const erase = file.prepare(
    'DELETE FROM question WHERE NOT in_hand AND (server = ? OR channel = ?) RETURNING answer IS NOT NULL AS said',
  )
  const forget = file.prepare('DELETE FROM question WHERE at < ?')
  const store: Store = {
    since: Number(since.get(now)?.at),
    begin: (question, { channelId, guildId }) => begin.run(question, channelId, guildId, Date.now()).changes > 0,
    settle: (question, answered) => {
      if (!answered) return void settle.run(question)
      const { messengers, criteria } = answered.about
      const about = JSON.stringify({ messengers, criteria })
      const { channel, server, asker, answer: said, digest } = answered
      answer.run(question, channel, server, Date.now(), asker, said, digest, about)
    },
    giveBack: (question) => void giveBack.run(question),
    answered: (by) => answeredIn('question' in by ? byQuestion.get(by.question) : byAnswer.get(by.answer)),
    leftUndone: () => undo.all().map(({ id, channel }) => ({ question: String(id), channel: String(channel) })),
    forget: (server, channels) =>
      [...channels].flatMap((channel) => erase.all(server, channel)).filter(({ said }) => said === 1).length,
    forgetBefore: (at) => void forget.run(at),
    close: () => file.close(),
  }
  return guarded(store, place)
}

function answeredIn(row: Record<string, unknown> | undefined): Answered | undefined {
  return (
    row && {
      question: String(row.id),
      channel: String(row.channel),
      server: row.server === null ? null : String(row.server),
      asker: String(row.asker),
      answer: String(row.answer),
      digest: String(row.digest),
      about: JSON.parse(String(row.about)) as Subjects,
    }
  )
}
