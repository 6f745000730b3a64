import { type Message, RESTJSONErrorCodes, type RESTPostAPIChannelMessageResult, Routes } from 'discord.js'
import type { Answer, Request } from '../../src/index.ts'
import { slashPrefix } from './declaration.ts'
import { createMessage, digestOf, type MessageBody } from './message.ts'
import { lackingIn, namesOf, sendingIn } from './permissions.ts'
import { mayPin, moderates, placeOf } from './place.ts'
import { questionIn } from './question.ts'
import { describeFailure, isFatal, isRefusal, isRefusedWith, OutOfTime, persist } from './requests.ts'
import type { Answered } from './store.ts'
import { answerSafely, type Tools } from './tools.ts'

/** Answers messages: each question once, and again in place when it is edited; takes the answer back with the question. */
export interface Messages {
  answer(message: Message): Promise<void>
  answerAnew(message: Message): Promise<void>
  takeBack(question: string): Promise<void>
}

type Question = Pick<Request, 'text' | 'replyTo'>

/** What a reply takes beside sending. */
const replying = 'ReadMessageHistory'

/** For how long Discord surely knows a message by its nonce, in milliseconds: asking again later might say it twice. */
const nonceLife = 120_000

/** Answers messages with these tools. */
export function createMessages(tools: Tools): Messages {
  const { store } = tools
  const silent = new Set<string>()
  return {
    answer: (message) =>
      guarded(tools, message, async () => {
        const question = questionIn(message, tools)
        if (!question || !maySpeak(tools, message, silent) || !store.begin(message.id, message)) return
        await say(tools, message, question)
      }),
    answerAnew: (message) =>
      guarded(tools, message, async () => {
        // Discord also updates a message when it finds a preview of a link.
        const question = message.editedTimestamp === null ? undefined : questionIn(message, tools)
        if (!question || !maySpeak(tools, message, silent)) return
        // Of an edited message it tells again, for other reasons, and what it asks for must not be done twice.
        if (!store.begin(causeOf(message), message)) return
        store.settle(causeOf(message))
        const earlier = store.answered({ question: message.id })
        if (!earlier) store.begin(message.id, message)
        await say(tools, message, question, earlier)
      }),
    takeBack: (question) =>
      guarded(tools, { id: question }, async () => {
        const earlier = store.answered({ question })
        if (earlier) await remove(tools, earlier)
      }),
  }
}

/**
 * Does something because of a question. What Discord refuses is over; an answer that could not be sent in time is given
 * later.
 */
async function guarded(tools: Tools, question: Message | Pick<Message, 'id'>, task: () => Promise<void>) {
  const { log, monitor, store, patience, fail, lookAgain } = tools
  try {
    await task()
  } catch (error) {
    if (patience.signal.aborted) return
    if (isFatal(error)) return fail(error)
    monitor.sendFailed()
    log('warn', 'A message could not be answered: {reason}.', { reason: describeFailure(error) })
    if (isRefusal(error)) store.settle(question.id)
    if (!(error instanceof OutOfTime) || !('channel' in question)) return
    store.giveBack(question.id)
    lookAgain(question)
  }
}

/** What a message asks for, and what it asks for once it is edited, are two things. */
function causeOf({ id, editedTimestamp }: Message): string {
  return editedTimestamp === null ? id : `${id} ${editedTimestamp}`
}

async function answerTo(tools: Tools, message: Message, question: Question): Promise<Answer | undefined> {
  const { bot, platform } = tools
  const place = placeOf(message)
  // Discord names the member with what it tells, but not with what it is asked for.
  const member = message.member ?? (await message.guild?.members.fetch(message.author.id).catch(() => undefined))
  const request = {
    ...{ ...question, place, cause: causeOf(message), asker: message.author.id },
    moderates: moderates(message, member?.permissions),
    ...{ isKeepable: message.inGuild(), askedAt: message.editedTimestamp ?? message.createdTimestamp },
    mayPin: mayPin(message, message.inGuild() ? member?.permissionsIn(message.channel) : undefined),
    ...(seesPrefix(tools, message) ? {} : { commandPrefix: slashPrefix }),
  }
  const answer = await answerSafely(tools, message.id, { place }, () => bot.respond(request, platform))
  const lacking = lackingIn(message.channel, message.guild, [replying])
  if (!answer || lacking.length === 0) return answer
  return bot.remark(answer, { notPermitted: namesOf(lacking, bot, answer.language) })
}

function seesPrefix({ readsText }: Tools, { guildId }: Message): boolean {
  return readsText || guildId === null
}

/** Whether something can be said in a channel; if not, there is no way to tell the asker either, so the operator is told. */
function maySpeak({ bot, log }: Tools, { channel, guild }: Message, silent: Set<string>): boolean {
  const lacking = lackingIn(channel, guild, [sendingIn(channel)])
  if (lacking.length > 0 && !silent.has(channel.id)) {
    silent.add(channel.id)
    const names = namesOf(lacking, bot, 'en').map((name) => `"${name}"`)
    log('warn', 'Channel {channel}: messages are not answered there without the permission {names}.', {
      ...{ channel: channel.id, names: names.join() },
    })
  }
  return lacking.length === 0
}

/** Answers a message, or says something else in place of an earlier answer. */
async function say(tools: Tools, message: Message, question: Question, earlier?: Answered): Promise<void> {
  const { bot, store, platform, monitor } = tools
  const answer = await answerTo(tools, message, question)
  tools.keepUp()
  if (!answer) return store.settle(message.id)
  const { id, channelId: channel, guildId: server, author } = message
  const prefix = seesPrefix(tools, message) ? bot.opening(placeOf(message), platform) : slashPrefix
  const delivery = { offers: bot.offers(answer), asker: author.id, asked: question.text }
  const body = createMessage(answer, server === null ? delivery : { ...delivery, prefix })
  const digest = digestOf(body)
  if (digest === earlier?.digest) return
  const said = earlier ? await rewrite(tools, earlier, body) : await send(tools, message, body)
  if (!earlier) monitor.answered(message.createdTimestamp)
  store.settle(id, { question: id, channel, server, asker: author.id, answer: said, digest, about: answer.summary })
}

async function send(tools: Tools, { id, channelId, channel, guild }: Message, body: MessageBody): Promise<string> {
  const { client, patience } = tools
  const isReply = lackingIn(channel, guild, [replying]).length === 0
  const reference = isReply ? { message_reference: { message_id: id, fail_if_not_exists: false } } : {}
  const allowed_mentions = { ...body.allowed_mentions, replied_user: false }
  const content = { ...body, ...reference, allowed_mentions, nonce: id, enforce_nonce: true }
  const post = () =>
    client.rest.post(Routes.channelMessages(channelId), { body: content }) as Promise<RESTPostAPIChannelMessageResult>
  return (await persist(post, { ...patience, until: Date.now() + nonceLife })).id
}

/** Says something else in an earlier message; where that was removed meanwhile, nothing. */
async function rewrite({ client, patience }: Tools, { channel, answer }: Answered, body: MessageBody): Promise<string> {
  await unlessGone(persist(() => client.rest.patch(Routes.channelMessage(channel, answer), { body }), patience))
  return answer
}

async function remove({ client, patience }: Tools, { channel, answer }: Answered): Promise<void> {
  await unlessGone(persist(() => client.rest.delete(Routes.channelMessage(channel, answer)), patience))
}

async function unlessGone(request: Promise<unknown>): Promise<void> {
  await request.catch((error) => {
    if (!isRefusedWith(error, RESTJSONErrorCodes.UnknownMessage)) throw error
  })
}
