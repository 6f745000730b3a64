/** Where a question was asked: a room, a channel, a terminal. */
export interface Place {
  readonly platform: string
  readonly id: string
  /** The id of what it is part of, such as a server: settings are then made for that as a whole. */
  readonly partOf?: string
}

/** What a place is part of, or the place itself: what is the same for all its parts. */
export function wholeOf({ platform, id, partOf = id }: Place): string {
  return `${platform} ${partOf}`
}
