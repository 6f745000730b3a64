import { openDatabase } from './database.ts'

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

const migrations = [
  'CREATE TABLE place (platform TEXT, id TEXT, settings TEXT NOT NULL, PRIMARY KEY (platform, id)) STRICT',
]

/** Opens the state in a folder, which this process then owns; without a folder nothing outlives the process. */
export function openState(folder?: string): State {
  const database = openDatabase({
    ...{ folder, name: 'messenger-guide.sqlite', migrations },
    ...{ survivesPowerCut: true, problem: UnusableState },
  })
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
