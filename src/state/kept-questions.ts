import type { DatabaseSync } from 'node:sqlite'
import type { Place } from './place.ts'

/** A question that was not understood, with nothing that tells who asked it or when exactly. */
export interface KeptQuestion {
  /** ISO date. */
  readonly day: string
  /** BCP 47 tag of the language it was answered in. */
  readonly language: string
  readonly text: string
}

/** Where people are told that questions are kept. */
export interface Announcement {
  /** What led to it, so that it is posted once. */
  readonly cause: string
  /** For how many days it says that questions are kept at most. */
  readonly days: number
  /** When it was posted, in milliseconds since 1970; absent until it is. */
  readonly postedAt?: number
}

/** Questions that were not understood, of places as wholes, and where that is announced. */
export interface KeptQuestions {
  announcement(place: Place): Announcement | undefined
  /** Keeps an announcement that is to be posted, in place of an earlier one. */
  planAnnouncement(place: Place, announcement: Announcement): void
  /** Notes when an announcement was posted, unless it was dropped meanwhile. */
  notePosted(place: Place, cause: string, at: number): void
  /** Places of a platform whose announcement is still to be posted. */
  unannounced(platform: string): readonly Place[]
  /** Keeps a question until a day, once for each day; of more than so many in a place the oldest go. */
  keep(place: Place, question: KeptQuestion & { readonly until: string }, most: number): void
  /** What is kept of one place, or of all, the oldest first. */
  list(place?: Place): readonly (KeptQuestion & { readonly place: Place })[]
  /** Places with questions or announcements. */
  places(): readonly Place[]
  /** Erases the questions of one place, or of all. */
  erase(place?: Place): void
  /** Erases what was kept until a day or earlier, or was asked on another or earlier. */
  expire(until: string, asked: string): void
  /** Erases the questions and announcements of a place. */
  drop(place: Place): void
}

/** The tables of kept questions. */
export const keptQuestionsTables = `
  CREATE TABLE announcement (
    platform TEXT NOT NULL, place TEXT NOT NULL, part_of TEXT NOT NULL, cause TEXT NOT NULL, days INTEGER NOT NULL,
    posted_at INTEGER, PRIMARY KEY (platform, place)
  ) STRICT;
  CREATE TABLE question (
    platform TEXT NOT NULL, part_of TEXT NOT NULL, day TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
    until TEXT NOT NULL, PRIMARY KEY (platform, part_of, day, language, text)
  ) STRICT`

/** Kept questions in a database with these tables. */
export function createKeptQuestions(database: DatabaseSync): KeptQuestions {
  const sql = statements(database)
  // What was erased stands in the log of writes until that is taken over.
  const overwrite = ({ changes }: { changes: number | bigint }) => {
    if (changes && !database.isTransaction) database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }
  return {
    announcement: ({ platform, id }) => {
      const row = sql.announcement.get(platform, id)
      if (!row) return undefined
      const { cause, days, posted_at } = row
      const announced = { cause: String(cause), days: Number(days) }
      return posted_at === null ? announced : { ...announced, postedAt: Number(posted_at) }
    },
    planAnnouncement: ({ platform, id, partOf = id }, { cause, days }) =>
      void sql.plan.run(platform, id, partOf, cause, days),
    notePosted: ({ platform, id }, cause, at) => void sql.posted.run(at, platform, id, cause),
    unannounced: (platform) =>
      sql.unannounced.all(platform).map(({ place, part_of }) => ({
        ...{ platform, id: String(place) },
        ...(place === part_of ? {} : { partOf: String(part_of) }),
      })),
    keep: ({ platform, id, partOf = id }, { day, language, text, until }, most) => {
      sql.keep.run(platform, partOf, day, language, text, until)
      sql.trim.run({ platform, whole: partOf, most })
    },
    list: (place) =>
      sql.list.all(...wholeOrAll(place)).map(({ platform, part_of, day, language, text }) => ({
        place: { platform: String(platform), id: String(part_of) },
        ...{ day: String(day), language: String(language), text: String(text) },
      })),
    places: () =>
      sql.places.all().map(({ platform, part_of }) => ({ platform: String(platform), id: String(part_of) })),
    erase: (place) => overwrite(sql.erase.run(...wholeOrAll(place))),
    expire: (until, asked) => overwrite(sql.expire.run(until, asked)),
    drop: ({ platform, id, partOf = id }) => {
      sql.withdraw.run(platform, partOf)
      overwrite(sql.erase.run(platform, partOf))
    },
  }
}

function wholeOrAll(place: Place | undefined): [platform: string | null, whole: string | null] {
  return place ? [place.platform, place.partOf ?? place.id] : [null, null]
}

function statements(database: DatabaseSync) {
  const whole = 'platform = coalesce(?, platform) AND part_of = coalesce(?, part_of)'
  return {
    announcement: database.prepare('SELECT * FROM announcement WHERE platform = ? AND place = ?'),
    plan: database.prepare('INSERT OR REPLACE INTO announcement VALUES (?, ?, ?, ?, ?, NULL)'),
    posted: database.prepare('UPDATE announcement SET posted_at = ? WHERE platform = ? AND place = ? AND cause = ?'),
    unannounced: database.prepare(
      'SELECT place, part_of FROM announcement WHERE platform = ? AND posted_at IS NULL ORDER BY rowid',
    ),
    keep: database.prepare('INSERT OR IGNORE INTO question VALUES (?, ?, ?, ?, ?, ?)'),
    trim: database.prepare(
      `DELETE FROM question WHERE rowid IN (SELECT rowid FROM question WHERE platform = :platform AND part_of = :whole
       ORDER BY rowid DESC LIMIT -1 OFFSET :most)`,
    ),
    list: database.prepare(`SELECT * FROM question WHERE ${whole} ORDER BY platform, part_of, rowid`),
    places: database.prepare('SELECT platform, part_of FROM announcement UNION SELECT platform, part_of FROM question'),
    erase: database.prepare(`DELETE FROM question WHERE ${whole}`),
    expire: database.prepare('DELETE FROM question WHERE until <= ? OR day <= ?'),
    withdraw: database.prepare('DELETE FROM announcement WHERE platform = ? AND part_of = ?'),
  }
}
