/** An event as servers send it. Whoever wrote it may have put anything in it. */
export interface MatrixEvent {
  readonly event_id: string
  readonly type: string
  readonly sender: string
  readonly state_key?: string
  readonly origin_server_ts?: number
  readonly redacts?: string
  readonly content: { readonly [key: string]: unknown }
  readonly unsigned?: {
    readonly age?: number
    /** What a state event said before. */
    readonly prev_content?: unknown
    readonly redacted_because?: unknown
  }
}

/** A message that somebody typed. */
export interface Message {
  readonly id: string
  readonly sender: string
  readonly text: string
  /** The event it replies to. */
  readonly replyTo?: string
  /** The first event of the thread it is in. */
  readonly threadRoot?: string
  /** The earlier message that it takes the place of. */
  readonly replaces?: string
  /** User ids it mentions. */
  readonly mentions: readonly string[]
}

/** The text message in an event; undefined for notices, which bots write, and for everything else. */
export function messageIn({ event_id: id, sender, type, ...event }: MatrixEvent): Message | undefined {
  // That this is an object is seen to by servers, but they cannot see what is encrypted.
  const content = objectIn(event.content)
  const relation = objectIn(content['m.relates_to'])
  const related = typeof relation.event_id === 'string' ? relation.event_id : undefined
  const isEdit = relation.rel_type === 'm.replace' && related !== undefined
  const said = isEdit ? objectIn(content['m.new_content']) : content
  if (type !== 'm.room.message' || said.msgtype !== 'm.text' || typeof said.body !== 'string') return undefined
  const replyTo = relation.is_falling_back === true ? undefined : objectIn(relation['m.in_reply_to']).event_id
  const mentioned = objectIn(said['m.mentions']).user_ids
  return {
    id,
    sender,
    text: typeof replyTo === 'string' ? withoutQuote(said.body) : said.body,
    mentions: Array.isArray(mentioned) ? mentioned.filter((user) => typeof user === 'string') : [],
    ...(typeof replyTo === 'string' ? { replyTo } : {}),
    ...(related !== undefined && relation.rel_type === 'm.thread' ? { threadRoot: related } : {}),
    ...(isEdit ? { replaces: related } : {}),
  }
}

/** The reaction in an event: to which event, with what. */
export function reactionIn({ type, content }: MatrixEvent): { to: string; key: string } | undefined {
  const { event_id: to, key } = objectIn(objectIn(content)['m.relates_to'])
  return type === 'm.reaction' && typeof to === 'string' && typeof key === 'string' ? { to, key } : undefined
}

/** The event that a redaction takes away; newer rooms name it in the content. */
export function redactedBy({ type, redacts, content }: MatrixEvent): string | undefined {
  const redacted = redacts ?? objectIn(content).redacts
  return type === 'm.room.redaction' && typeof redacted === 'string' ? redacted : undefined
}

/** Whether an event sets what a room says of itself; messages of the same type anybody may send. */
export function isState({ type, state_key }: MatrixEvent, wanted: string): boolean {
  return type === wanted && state_key === ''
}

/** Something that should be an object, as one. */
export function objectIn(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null ? (value as { readonly [key: string]: unknown }) : {}
}

/** The events in something that should be a list of them; what is no event is left out. */
export function eventsIn(value: unknown): readonly MatrixEvent[] {
  return Array.isArray(value) ? value.filter(isEvent) : []
}

/** Whether something is an event, if only one without an id, as invitations carry. */
function isEvent(value: unknown): value is MatrixEvent {
  const { type, sender, content } = objectIn(value)
  return isUserId(sender) && typeof type === 'string' && typeof content === 'object' && content !== null
}

/** Whether something looks like the id of a user. */
export function isUserId(value: unknown): value is string {
  return typeof value === 'string' && /^@\S*:\S+$/.test(value)
}

/** Something that came as JSON, as JSON; undefined where it is nested too deeply to be written. */
export function written(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/**
 * When an event was sent, in whole milliseconds since 1970 and never after `now`; what its sender or a server says of that
 * need not even be a number.
 */
export function sentAt({ unsigned, origin_server_ts: sent }: MatrixEvent, now: number): number {
  const age: unknown = objectIn(unsigned).age
  const at: unknown = typeof age === 'number' ? now - age : sent
  return typeof at === 'number' ? Math.min(now, Math.round(at)) : now
}

/** Older clients quote what they reply to, in lines that begin with ">", before a blank line. */
function withoutQuote(body: string): string {
  return body.replace(/^(?:>[^\n]*\n)+\n?/, '')
}
