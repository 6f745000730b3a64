import { createHash } from 'node:crypto'
import { type Answer, fitAnswer, type Layout, renderPlainText, typedHere } from '../../src/index.ts'
import { largestContent } from './limits.ts'
import { renderHtml } from './render-html.ts'

/** Where and how an answer is said. */
export interface Delivery {
  readonly layout?: Layout
  /** What a command begins with here; none where every message is for the bot. */
  readonly prefix?: string
  /** Who asked: the only person the message notifies. */
  readonly asker?: string
  /** The event it answers. */
  readonly replyTo?: string
  /** The first event of the thread the question was asked in. */
  readonly threadRoot?: string
  /** Our earlier message that it takes the place of; a reply or thread then stays what it was. */
  readonly replaces?: string
}

interface Notice {
  readonly msgtype: 'm.notice'
  readonly body: string
  readonly format?: 'org.matrix.custom.html'
  readonly formatted_body?: string
  readonly 'm.mentions': { readonly user_ids?: readonly string[] }
}

interface Relation {
  readonly rel_type?: 'm.thread' | 'm.replace'
  readonly event_id?: string
  readonly is_falling_back?: boolean
  readonly 'm.in_reply_to'?: { readonly event_id: string }
}

/** The content of an `m.room.message` event. */
export interface MessageContent extends Notice {
  readonly 'm.relates_to'?: Relation
  readonly 'm.new_content'?: Notice
}

/** The message that says an answer, shortened to what an event can carry, and saying what was left out. */
export function createMessage(answer: Answer, delivery: Delivery = {}): MessageContent {
  return fitAnswer(
    typedHere(answer, delivery.prefix),
    (fitting) => messageOf(fitting, delivery),
    (message) => bytesOf(message) <= largestContent,
  )
}

/** Tells whether two messages say the same. */
export function digestOf(message: MessageContent): string {
  return createHash('sha256').update(JSON.stringify(message)).digest('base64url')
}

function bytesOf(content: MessageContent): number {
  return Buffer.byteLength(JSON.stringify(content))
}

function messageOf(answer: Answer, { layout = 'list', asker, replaces, ...place }: Delivery): MessageContent {
  const notice: Notice = {
    msgtype: 'm.notice',
    body: renderPlainText(answer),
    format: 'org.matrix.custom.html',
    formatted_body: renderHtml(answer, layout),
    'm.mentions': asker === undefined ? {} : { user_ids: [asker] },
  }
  if (replaces !== undefined) return editOf(notice, replaces)
  const relation = relationOf(place)
  return relation ? { ...notice, 'm.relates_to': relation } : notice
}

/** An edit notifies nobody again; its own body is for clients that do not know edits. */
function editOf(notice: Notice, replaces: string): MessageContent {
  return {
    msgtype: notice.msgtype,
    body: `* ${notice.body}`,
    'm.mentions': {},
    'm.new_content': notice,
    'm.relates_to': { rel_type: 'm.replace', event_id: replaces },
  }
}

/** In a thread too it is a reply to the question, not a stand-in for clients without threads. */
function relationOf({ replyTo, threadRoot }: Pick<Delivery, 'replyTo' | 'threadRoot'>): Relation | undefined {
  const reply = replyTo === undefined ? undefined : { 'm.in_reply_to': { event_id: replyTo } }
  if (threadRoot === undefined) return reply
  return { rel_type: 'm.thread', event_id: threadRoot, is_falling_back: false, ...reply }
}
