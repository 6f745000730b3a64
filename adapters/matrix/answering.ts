import { createHash } from 'node:crypto'
import { EncryptedRoomEvent, type MatrixClient } from 'matrix-bot-sdk'
import type { Answer, Bot, Place } from '../../src/index.ts'
import { askedIn, type Identity } from './address.ts'
import { DecryptionError } from './crypto/decryption-error.ts'
import type { Encryption } from './crypto/encryption.ts'
import { type MatrixEvent, type Message, messageIn, reactionIn, redactedBy } from './event.ts'
import type { Log } from './log.ts'
import { createMessage, type Delivery } from './message.ts'
import { describeFailure, isFatal, isRefusal, type Patience, request } from './requests.ts'
import type { Rooms } from './rooms.ts'
import type { Sender } from './sender.ts'
import type { Answered, Store, Waiting } from './store.ts'

/** What answering needs. */
export interface Tools {
  readonly bot: Bot
  readonly client: MatrixClient
  readonly encryption: Encryption | undefined
  readonly store: Store
  readonly rooms: Rooms
  readonly sender: Sender
  readonly me: Identity
  readonly patience: Patience
  readonly log: Log
  /** Up to what age questions are answered, in milliseconds. */
  readonly catchUp: number
  /** Called with what makes going on impossible. */
  readonly fail: (error: unknown) => void
}

/** Answers what waits in the store. */
export interface Answering {
  /** Looks at what waits in a room; one event after the other, however often it is told. */
  attend(room: string): void
  /** Resolves when nothing is in hand. */
  rest(): Promise<void>
}

/** Of the questions asked in a room while the bot was away it answers at most so many, the latest. */
const mostMissed = 20
/** How long the key to a message may be on its way before somebody is told that it cannot be read, in milliseconds. */
const grace = 15_000

/** Answers for a bot, room by room. */
export function createAnswering(tools: Tools): Answering {
  const { store, log, fail, patience } = tools
  const startedAt = Date.now()
  // What an earlier process had taken in was not asked while the bot was away.
  const takenIn = new Set(store.rooms().flatMap((room) => store.waitingIn(room).map(({ id }) => id)))
  const busy = new Map<string, Promise<void>>()
  const again = new Set<string>()
  const timers = new Map<string, NodeJS.Timeout>()

  const attendAll = async (room: string): Promise<void> => {
    do {
      again.delete(room)
      const { readable, late } = await open(tools, room)
      const missed: Waiting[] = []
      for (const waiting of readable) {
        const isMissed = waiting.at < startedAt && !takenIn.has(waiting.id)
        const message = isMissed ? messageIn(waiting.event) : undefined
        if (message && (await questionIn(tools, room, message))) missed.push(waiting)
      }
      const tooMany = new Set(missed.slice(0, -mostMissed))
      for (const { id } of tooMany) store.settle(id)
      const due = readable.filter((waiting) => !tooMany.has(waiting))
      await handleAll(tools, room, due)
      if (late) lookAgain(room)
    } while (again.has(room) && !patience.signal.aborted)
  }
  const lookAgain = (room: string) => {
    clearTimeout(timers.get(room))
    timers.set(room, setTimeout(() => attend(room), grace).unref())
  }
  const attend = (room: string) => {
    if (patience.signal.aborted) return
    again.add(room)
    if (busy.has(room)) return
    const work = attendAll(room)
      .catch((error) => {
        if (patience.signal.aborted) return
        if (isFatal(error)) return fail(error)
        log('error', `Cannot look at a room now: ${describeFailure(error)}.`)
        lookAgain(room)
      })
      .finally(() => busy.delete(room))
    busy.set(room, work)
  }
  return {
    attend,
    rest: async () => {
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.all(busy.values())
    },
  }
}

/** What can be read of what waits in a room, and whether keys are still missing for the rest. */
async function open(tools: Tools, room: string): Promise<{ readable: Waiting[]; late: boolean }> {
  const { store } = tools
  const readable: Waiting[] = []
  let late = false
  for (const waiting of store.waitingIn(room)) {
    if (waiting.at < Date.now() - tools.catchUp) {
      store.settle(waiting.id)
      continue
    }
    const event = waiting.event.type === 'm.room.encrypted' ? await decrypt(tools, room, waiting) : waiting.event
    if (event) readable.push({ ...waiting, event })
    else late ||= tools.encryption !== undefined
  }
  return { readable, late }
}

/** The event as it was before encryption; undefined as long as its key is missing. */
async function decrypt(tools: Tools, room: string, { id, at, event }: Waiting): Promise<MatrixEvent | undefined> {
  const { encryption, store } = tools
  if (!encryption) {
    store.settle(id)
    await regretOnce(tools, room, 'encryption-off')
    return undefined
  }
  try {
    const { raw } = await encryption.decryptRoomEvent(new EncryptedRoomEvent(event as never), room)
    if (raw.type !== 'm.room.redaction') return raw as MatrixEvent
    // Who may redact what is checked by servers, which they cannot do with what is encrypted.
    store.settle(id)
    return undefined
  } catch (error) {
    if (!(error instanceof DecryptionError)) throw error
    if (error.missingKey && at > Date.now() - grace) return undefined
    await regretOnce(tools, room, 'unreadable')
    if (!error.missingKey) store.settle(id)
    return undefined
  }
}

async function regretOnce(
  { store, sender, bot, log, patience }: Tools,
  room: string,
  reason: 'unreadable' | 'encryption-off',
) {
  if (!store.note(room, reason)) return
  log('warn', `Messages in an encrypted room cannot be read (${reason}). The room is told.`)
  await sender.send(room, createMessage(bot.regret({ place: placeOf(room) }, reason)), `${reason} ${room}`, patience)
}

/** Handles events in order; what is related to earlier ones waits until those are settled, other answers are sent at once. */
async function handleAll(tools: Tools, room: string, events: readonly Waiting[]): Promise<void> {
  let inHand: Promise<void>[] = []
  const settled = async () => {
    const results = await Promise.allSettled(inHand)
    inHand = []
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
  }
  for (const waiting of events) {
    if (!standsAlone(waiting.event)) await settled()
    const understood = Promise.withResolvers<void>()
    const handled = handle(tools, room, waiting, understood.resolve)
    inHand.push(handled)
    await Promise.race([understood.promise, handled.catch(() => undefined)])
    if (!standsAlone(waiting.event)) await settled()
  }
  await settled()
}

/** Whether an event is a message that refers to no other. */
function standsAlone(event: MatrixEvent): boolean {
  const message = messageIn(event)
  return message !== undefined && message.replaces === undefined && message.replyTo === undefined
}

/** Does what an event asks for, once. What the server refuses is over; what could not be said in time, too. */
async function handle(tools: Tools, room: string, waiting: Waiting, understood: () => void): Promise<void> {
  const { store, log, patience } = tools
  const inTime = { ...tools, patience: { ...patience, until: waiting.at + tools.catchUp } }
  try {
    await respond(inTime, room, waiting.event, understood)
  } catch (error) {
    if (patience.signal.aborted || isFatal(error)) throw error
    if (isRefusal(error)) log('warn', `The server refused an answer: ${describeFailure(error)}.`)
    else await apologise(inTime, room, waiting.id, error)
  }
  store.settle(waiting.id)
}

async function respond(tools: Tools, room: string, event: MatrixEvent, understood: () => void): Promise<void> {
  const { store, sender, rooms, patience } = tools
  const message = messageIn(event)
  if (message?.replaces !== undefined) return answerAnew(tools, room, message, message.replaces)
  if (message) return answerFirst(tools, room, message, understood)
  const redacted = redactedBy(event)
  if (redacted !== undefined) {
    const answered = store.answered({ question: redacted })
    store.settle(redacted)
    if (answered?.room === room) await sender.redact(room, answered.answer, event.event_id, patience)
    return
  }
  const reaction = reactionIn(event)
  const crossed = reaction && isCross(reaction.key) ? store.answered({ answer: reaction.to }) : undefined
  if (!crossed || crossed.room !== room) return
  if (crossed.asker === event.sender || (await rooms.may(room, event.sender, 'redact')))
    await sender.redact(room, crossed.answer, event.event_id, patience)
}

/** Cross marks, with or without the mark that makes them colourful. */
function isCross(key: string): boolean {
  return ['❌', '❎', '✖', '✗', '✘', '×'].includes(key.replace(/\uFE0F/g, ''))
}

async function answerFirst(tools: Tools, room: string, message: Message, understood: () => void): Promise<void> {
  const answer = await answerTo(tools, room, message)
  understood()
  if (answer) await say(tools, room, message, answer, message.id)
}

/** An edited question: its answer is edited, or given now if there was none. */
async function answerAnew(tools: Tools, room: string, message: Message, question: string): Promise<void> {
  const { store, client, patience } = tools
  const answer = await answerTo(tools, room, message)
  if (!answer) return
  const answered = store.answered({ question })
  if (answered) {
    if (answered.asker === message.sender && answered.room === room)
      await say(tools, room, { ...message, id: question }, answer, message.id, answered)
    return
  }
  const path = `/rooms/${encodeURIComponent(room)}/event/${encodeURIComponent(question)}`
  const original = await request<MatrixEvent>(client, { method: 'GET', path }, patience)
  if (original.sender !== message.sender) return
  const { threadRoot } = messageIn({ ...original, type: 'm.room.message', content: withText(original) }) ?? {}
  const asked = { ...message, id: question, ...(threadRoot === undefined ? {} : { threadRoot }) }
  await say(tools, room, asked, answer, message.id)
}

/** An event that may be encrypted, as if it were not, for what it is related to. */
function withText({ content }: MatrixEvent): MatrixEvent['content'] {
  return { msgtype: 'm.text', body: '', 'm.relates_to': content['m.relates_to'] }
}

/** What a message asks the bot, and what the answer that it replies to was about; undefined when it is not for the bot. */
async function questionIn({ store, rooms, me }: Tools, room: string, message: Message) {
  const replied = message.replyTo === undefined ? undefined : store.answered({ answer: message.replyTo })
  const earlier = replied?.room === room ? replied.about : undefined
  const isForBot = earlier !== undefined || (await rooms.isDirect(room))
  const text = askedIn(message, me) ?? (isForBot ? message.text : undefined)
  return text === undefined ? undefined : { text, ...(earlier ? { replyTo: earlier } : {}) }
}

async function answerTo(tools: Tools, room: string, message: Message): Promise<Answer | undefined> {
  const question = await questionIn(tools, room, message)
  if (!question) return undefined
  const moderates = await tools.rooms.may(room, message.sender, 'pin')
  return tools.bot.answer({ ...question, place: placeOf(room), moderates })
}

function placeOf(room: string): Place {
  return { platform: 'matrix', id: room }
}

/** Says an answer because of an event, or says it in place of an earlier one. */
async function say(
  { bot, store, sender, rooms, me, patience }: Tools,
  room: string,
  { id: question, sender: asker, threadRoot }: Message,
  answer: Answer,
  cause: string,
  earlier?: Answered,
): Promise<void> {
  const { layout } = bot.settings(placeOf(room))
  const delivery: Delivery = {
    ...(layout === undefined ? {} : { layout }),
    asker,
    replyTo: question,
    ...(threadRoot === undefined ? {} : { threadRoot }),
    ...((await rooms.isDirect(room)) ? {} : { prefix: me.prefix }),
  }
  const first = createMessage(answer, delivery)
  const digest = createHash('sha256').update(JSON.stringify(first)).digest('base64url')
  if (digest === earlier?.digest) return
  const content = earlier ? createMessage(answer, { ...delivery, replaces: earlier.answer }) : first
  const sent = await sender.send(room, content, cause, patience)
  store.settle(question, { question, room, asker, answer: earlier?.answer ?? sent, digest, about: answer.summary })
}

/** A bug: logged without a word of what was asked, and said with a number to find it by. */
async function apologise(
  { bot, sender, log, patience }: Tools,
  room: string,
  question: string,
  error: unknown,
): Promise<void> {
  const incident = createHash('sha256').update(question).digest('hex').slice(0, 8)
  log('error', `Incident ${incident}: ${error instanceof Error ? error.stack : String(error)}`)
  const content = createMessage(bot.regret({ place: placeOf(room) }, { failed: incident }), { replyTo: question })
  await sender.send(room, content, `incident ${question}`, patience).catch(() => undefined)
}
