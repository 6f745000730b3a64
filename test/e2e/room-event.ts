/** An event as Matrix has it, decrypted. One that could not be decrypted (yet) has the type `m.room.encrypted`. */
export interface RoomEvent {
  readonly event_id: string
  readonly room_id: string
  readonly sender: string
  readonly type: string
  readonly state_key?: string
  readonly redacts?: string
  /** Whether it came encrypted. */
  readonly encrypted: boolean
  readonly content: Content
}

/** The content of a message, as far as tests look at it. */
export interface Content {
  readonly msgtype?: string
  readonly body?: string
  readonly format?: string
  readonly formatted_body?: string
  readonly membership?: string
  readonly 'm.mentions'?: { readonly user_ids?: readonly string[]; readonly room?: boolean }
  readonly 'm.relates_to'?: Relation
  readonly 'm.new_content'?: Content
  readonly [key: string]: unknown
}

/** How a message stands to another one: a reply, an edit, in a thread, a reaction. */
export interface Relation {
  readonly rel_type?: string
  readonly event_id?: string
  readonly key?: string
  readonly is_falling_back?: boolean
  readonly 'm.in_reply_to'?: { readonly event_id: string }
}

/** What a message may be besides its text. Threads and edits are named by the event they belong to. */
export interface MessageOptions {
  readonly thread?: string
  readonly replyTo?: string
  readonly edits?: string
  readonly mentions?: readonly string[]
}

/** The content of a text message, as clients write it. */
export function textContent(text: string, options: MessageOptions = {}): Content {
  const content: Content = {
    msgtype: 'm.text',
    body: text,
    ...(options.mentions ? { 'm.mentions': { user_ids: options.mentions } } : {}),
  }
  if (options.edits === undefined) return { ...content, ...relation(options) }
  const replaces = { rel_type: 'm.replace', event_id: options.edits }
  return { ...content, body: `* ${text}`, 'm.new_content': content, 'm.relates_to': replaces }
}

function relation({ thread, replyTo }: MessageOptions): Content {
  const earlier = replyTo ?? thread
  if (earlier === undefined) return {}
  const reply = { 'm.in_reply_to': { event_id: earlier } }
  if (thread === undefined) return { 'm.relates_to': reply }
  return {
    'm.relates_to': { rel_type: 'm.thread', event_id: thread, is_falling_back: replyTo === undefined, ...reply },
  }
}

/** Whether an event is a message that answers another one, by reply or, failing that, by thread. An edit is none. */
export function answers(event: RoomEvent, eventId: string): boolean {
  const related = event.content['m.relates_to']
  if (event.type !== 'm.room.message' || related === undefined || related.rel_type === 'm.replace') return false
  return (related['m.in_reply_to']?.event_id ?? related.event_id) === eventId
}
