import { createHash } from 'node:crypto'
import type { Answer } from '../../src/index.ts'
import { describeBug } from '../expected.ts'
import { askedIn, placeOf } from './address.ts'
import { anObject } from './answer.ts'
import { type MatrixEvent, type Message, messageIn, objectIn, reactionIn, redactedBy } from './event.ts'
import { mannerIn } from './manner.ts'
import { createMessage, type Delivery, digestOf } from './message.ts'
import { createPlatform } from './platform.ts'
import { describeFailure, isFatal, isOutage, isRefusal, request } from './requests.ts'
import type { Answered, Waiting } from './store.ts'
import type { Tools } from './tools.ts'

/** Does what an event asks for, once. What the server refuses is over; what could not be said in time, too. */
export async function handle(tools: Tools, room: string, waiting: Waiting, understood: () => void): Promise<void> {
  const { store, log, monitor, patience } = tools
  const inTime = { ...tools, patience: { ...patience, until: waiting.at + tools.catchUp } }
  try {
    await respond(inTime, room, waiting, understood)
  } catch (error) {
    if (patience.signal.aborted || isFatal(error)) throw error
    monitor.sendFailed()
    const reason = describeFailure(error)
    if (isRefusal(error)) log('warn', 'The server refused an answer: {reason}.', { reason })
    else if (isOutage(error)) log('warn', 'An answer could not be sent in time: {reason}.', { reason })
    else await apologise(inTime, room, waiting.id, error)
  }
  store.settle(waiting.id)
}

async function respond(tools: Tools, room: string, { event, at }: Waiting, understood: () => void): Promise<void> {
  const { store, sender, rooms, patience } = tools
  const message = messageIn(event)
  if (message?.replaces !== undefined) return answerAnew(tools, room, message, { question: message.replaces, at })
  if (message) {
    const answer = await answerTo(tools, room, message, at)
    understood()
    if (!answer) return
    await say(tools, room, message, answer, message.id)
    return tools.monitor.answered(at)
  }
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

/** An edited question: its answer is edited, or given now if there was none. */
async function answerAnew(
  tools: Tools,
  room: string,
  message: Message,
  { question, at }: { readonly question: string; readonly at: number },
): Promise<void> {
  const { store, client, patience } = tools
  const answer = await answerTo(tools, room, message, at)
  if (!answer) return
  const answered = store.answered({ question })
  if (answered) {
    if (answered.asker === message.sender && answered.room === room)
      await say(tools, room, { ...message, id: question }, answer, message.id, answered)
    return
  }
  const path = `/rooms/${encodeURIComponent(room)}/event/${encodeURIComponent(question)}`
  const original = await request(client, { method: 'GET', path, read: anObject }, patience)
  if (original.sender !== message.sender) return
  const content = withText(objectIn(original.content))
  const { threadRoot } =
    messageIn({ event_id: question, sender: message.sender, type: 'm.room.message', content }) ?? {}
  const asked = { ...message, id: question, ...(threadRoot === undefined ? {} : { threadRoot }) }
  await say(tools, room, asked, answer, message.id)
}

/** Content that may be encrypted, as if it were not, for what it is related to. */
function withText(content: MatrixEvent['content']): MatrixEvent['content'] {
  return { msgtype: 'm.text', body: '', 'm.relates_to': content['m.relates_to'] }
}

/** What a message asks the bot, and what the answer that it replies to was about; undefined when it is not for the bot. */
export async function questionIn({ bot, store, rooms, me }: Tools, room: string, message: Message) {
  const place = placeOf(room)
  const replied = message.replyTo === undefined ? undefined : store.answered({ answer: message.replyTo })
  const earlier = replied?.room === room ? replied.about : undefined
  const isForBot = earlier !== undefined || (await rooms.isDirect(room))
  const prefix = bot.listens(place, 'prefix') ? bot.prefix(place) : undefined
  const text = askedIn(message, me, prefix) ?? (isForBot ? message.text : undefined)
  return text === undefined ? undefined : { text, ...(earlier ? { replyTo: earlier } : {}) }
}

async function answerTo(tools: Tools, room: string, message: Message, askedAt: number): Promise<Answer | undefined> {
  const { bot, rooms, me } = tools
  const question = await questionIn(tools, room, message)
  if (!question) return undefined
  const { id: cause, sender: asker, mentions } = message
  const moderates = await rooms.may(room, asker, 'pin')
  // A message that mentions people names them in its text, as they are called there.
  const isKeepable = mentions.every((user) => user === me.userId) && !(await rooms.isDirect(room))
  const request = { ...question, place: placeOf(room), moderates, cause, asker, askedAt, isKeepable }
  return bot.respond(request, createPlatform(tools))
}

/** Says an answer because of an event, or says it in place of an earlier one. */
async function say(
  tools: Tools,
  room: string,
  { id: question, sender: asker, threadRoot }: Message,
  answer: Answer,
  cause: string,
  earlier?: Answered,
): Promise<void> {
  const { store, sender, patience } = tools
  const delivery: Delivery = {
    ...(await mannerIn(tools, room)),
    ...{ asker, replyTo: question },
    ...(threadRoot === undefined ? {} : { threadRoot }),
  }
  const first = createMessage(answer, delivery)
  const digest = digestOf(first)
  if (digest === earlier?.digest) return
  const content = earlier ? createMessage(answer, { ...delivery, replaces: earlier.answer }) : first
  const sent = await sender.send(room, content, cause, patience)
  store.settle(question, { question, room, asker, answer: earlier?.answer ?? sent, digest, about: answer.summary })
}

/** A bug: logged without a word of what was asked, and said with a number to find it by. */
async function apologise(
  { bot, sender, log, monitor, patience }: Tools,
  room: string,
  question: string,
  error: unknown,
): Promise<void> {
  const incident = createHash('sha256').update(question).digest('hex').slice(0, 8)
  monitor.incident()
  log('error', 'Incident {incident}: {bug}', { incident, bug: describeBug(error) })
  const content = createMessage(bot.regret({ place: placeOf(room) }, { failed: incident }), { replyTo: question })
  await sender.send(room, content, `incident ${question}`, patience).catch(() => undefined)
}
