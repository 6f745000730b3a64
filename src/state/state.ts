import type { DatabaseSync } from 'node:sqlite'
import { type DatabaseFile, guarded, openDatabase, reopening } from './database.ts'
import { createKeptQuestions, type KeptQuestions, keptQuestionsTables } from './kept-questions.ts'
import type { Place } from './place.ts'

export { type Place, wholeOf } from './place.ts'

/** What a place has chosen; absent means the operator's default. */
export interface PlaceSettings {
  /** BCP 47 tag of a language we speak. */
  readonly language?: string
  /** What commands begin with. */
  readonly prefix?: string
  readonly layout?: Layout
  readonly listen?: Listening
  /** Whether answers are shown to the asker alone, where a platform can do that. */
  readonly private?: boolean
  /** Questions that one person may ask in the time the operator limits. */
  readonly perAsker?: number
  /** Questions that all may ask together in that time. */
  readonly perPlace?: number
  /** False where the text of questions must not be kept, whatever the operator wants. */
  readonly keepQuestions?: false
}

/** How answers are laid out where a platform can do both; the first is taken where nothing was chosen. */
export const layouts = ['list', 'table'] as const
export type Layout = (typeof layouts)[number]

/** Which messages are answered: all that call the bot, those that mention it, or those in channels with these ids. */
export type Listening = 'everywhere' | 'mentions' | readonly string[]

/** A card that the bot keeps pinned. */
export interface Pin {
  /** What it shows, the same for any way to say it. */
  readonly subject: string
  /** The command that shows it, as it was typed. */
  readonly command: string
  /** What asked for it, so that it is posted once. */
  readonly cause: string
  /** Being put up, up, or taken down and still to be deleted. */
  readonly status: 'rising' | 'up' | 'down'
  /** The id of its message, once it is posted. */
  readonly message?: string
  /** A digest of what the message says. */
  readonly digest?: string
}

/** All that is kept of a place, with the places that are part of it. */
export interface PlaceRecord {
  readonly settings: PlaceSettings
  readonly pins: readonly (Pin & { readonly place: string })[]
}

/** What must outlive a restart. */
export interface State {
  settings(place: Place): PlaceSettings
  changeSettings(place: Place, settings: PlaceSettings): void
  /** What is pinned in a place, the oldest first. */
  pins(place: Place): readonly Pin[]
  /** Keeps a pin, in place of the one with the same subject. */
  keepPin(place: Place, pin: Pin): void
  dropPin(place: Place, subject: string): void
  /** Places of a platform with pins; of one place the parts of what it is part of, if given. */
  placesWithPins(platform: string, partOf?: string): readonly Place[]
  /** All places of which something is kept, each as a whole. */
  places(): readonly Place[]
  /** All that is kept of a place as a whole. */
  record(place: Place): PlaceRecord
  /** Keeps all that, in place of what was kept. */
  restore(place: Place, record: PlaceRecord): void
  /** Erases all that, and its kept questions; that these must not be kept goes on to hold. */
  erase(place: Place): void
  /** Questions that were not understood. */
  readonly questions: KeptQuestions
  close(): void
}

/** Thrown when a state folder cannot be used; the message says why and what to do. */
export class UnusableState extends Error {
  override readonly name = 'UnusableState'
}

/** Each brings the file from the version of its index to the next. Never change one that was released. */
export const migrations = [
  'CREATE TABLE place (platform TEXT, id TEXT, settings TEXT NOT NULL, PRIMARY KEY (platform, id)) STRICT',
  `CREATE TABLE pin (
     platform TEXT NOT NULL, place TEXT NOT NULL, part_of TEXT NOT NULL, subject TEXT NOT NULL, command TEXT NOT NULL,
     cause TEXT NOT NULL, status TEXT NOT NULL, message TEXT, digest TEXT, PRIMARY KEY (platform, place, subject)
   ) STRICT;
   CREATE INDEX part ON pin (platform, part_of)`,
  keptQuestionsTables,
]

/** Opens the state in a folder, which this process then owns; without a folder nothing outlives the process. */
export function openState(folder?: string): State {
  return folder === undefined ? openOnce() : reopening(() => openOnce(folder))
}

function openOnce(folder?: string): State {
  const file: DatabaseFile = {
    ...{ folder, name: 'messenger-guide.sqlite', migrations },
    ...{ survivesPowerCut: true, problem: UnusableState },
  }
  const database = openDatabase(file)
  const sql = statements(database)
  const questions = guarded(createKeptQuestions(database), file)
  const pinOf = ({ subject, command, cause, status, message, digest }: Record<string, unknown>): Pin => ({
    ...{ subject: String(subject), command: String(command), cause: String(cause), status: status as Pin['status'] },
    ...(message === null ? {} : { message: String(message) }),
    ...(digest === null ? {} : { digest: String(digest) }),
  })
  const state: State = {
    settings: ({ platform, id, partOf = id }) => {
      const row = sql.settings.get(platform, partOf)
      return row ? (JSON.parse(String(row.settings)) as PlaceSettings) : {}
    },
    changeSettings: ({ platform, id, partOf = id }, settings) =>
      void sql.change.run(platform, partOf, JSON.stringify(settings)),
    pins: ({ platform, id }) => sql.pins.all(platform, id).map(pinOf),
    keepPin: ({ platform, id, partOf = id }, { subject, command, cause, status, message, digest }) =>
      void sql.keep.run(platform, id, partOf, subject, command, cause, status, message ?? null, digest ?? null),
    dropPin: ({ platform, id }, subject) => void sql.drop.run(platform, id, subject),
    placesWithPins: (platform, partOf) =>
      sql.places.all({ platform, partOf: partOf ?? null }).map(({ place, part_of }) => ({
        ...{ platform, id: String(place) },
        ...(place === part_of ? {} : { partOf: String(part_of) }),
      })),
    places: () => sql.all.all().map(({ platform, id }) => ({ platform: String(platform), id: String(id) })),
    record: (place) => ({
      settings: state.settings(place),
      pins: sql.parts.all(place.platform, place.partOf ?? place.id).map((row) => ({
        ...pinOf(row),
        place: String(row.place),
      })),
    }),
    restore: ({ platform, id, partOf = id }, { settings, pins }) => {
      const whole = { platform, id: partOf }
      database.exec('BEGIN IMMEDIATE')
      state.erase(whole)
      state.changeSettings(whole, settings)
      for (const { place, ...pin } of pins) state.keepPin({ platform, id: place, partOf }, pin)
      database.exec('COMMIT')
    },
    erase: ({ platform, id, partOf = id }) => {
      sql.forgetRest.run(platform, partOf)
      sql.forget.run(platform, partOf)
      sql.forgetPins.run(platform, partOf)
      questions.drop({ platform, id: partOf })
    },
    questions,
    close: () => database.close(),
  }
  return guarded(state, file)
}

const mustNotKeep = `coalesce(json_extract(settings, '$.keepQuestions') = 0, FALSE)`

function statements(database: DatabaseSync) {
  return {
    settings: database.prepare('SELECT settings FROM place WHERE platform = ? AND id = ?'),
    change: database.prepare(
      'INSERT INTO place VALUES (?, ?, ?) ON CONFLICT (platform, id) DO UPDATE SET settings = excluded.settings',
    ),
    pins: database.prepare('SELECT * FROM pin WHERE platform = ? AND place = ? ORDER BY rowid'),
    parts: database.prepare('SELECT * FROM pin WHERE platform = ? AND part_of = ? ORDER BY rowid'),
    keep: database.prepare(
      `INSERT INTO pin VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET command = excluded.command,
       cause = excluded.cause, status = excluded.status, message = excluded.message, digest = excluded.digest`,
    ),
    drop: database.prepare('DELETE FROM pin WHERE platform = ? AND place = ? AND subject = ?'),
    places: database.prepare(
      'SELECT DISTINCT place, part_of FROM pin WHERE platform = :platform AND part_of = coalesce(:partOf, part_of)',
    ),
    all: database.prepare(
      `SELECT platform, id FROM place UNION SELECT platform, part_of FROM pin
       UNION SELECT platform, part_of FROM announcement UNION SELECT platform, part_of FROM question
       ORDER BY platform, id`,
    ),
    forgetRest: database.prepare(
      `UPDATE place SET settings = '{"keepQuestions":false}' WHERE platform = ? AND id = ? AND ${mustNotKeep}`,
    ),
    forget: database.prepare(`DELETE FROM place WHERE platform = ? AND id = ? AND NOT ${mustNotKeep}`),
    forgetPins: database.prepare('DELETE FROM pin WHERE platform = ? AND part_of = ?'),
  }
}
