import { renderPlainText } from '../../src/index.ts'
import type { Call, Chat, Exchange } from '../contract/chat.ts'
import { inspectHtml, wordsOf, wordsOfHtml } from '../support/matrix-html.ts'
import { type Asker, startAsker } from './asker.ts'
import { startHomeserver } from './homeserver.ts'
import type { Content, MessageOptions, RoomEvent } from './room-event.ts'
import { startBot } from './running-bot.ts'

/** How a message is typed so that it calls the bot, and in which room. */
interface Way {
  readonly room: string
  readonly typed: (text: string) => string
  readonly mentions?: readonly string[]
}

/** Opens a homeserver with the running program, and Anna, who asks it in a room with Ben and in a direct one. */
export async function openMatrixChat({ encrypted }: { encrypted: boolean }): Promise<Chat> {
  const homeserver = await startHomeserver()
  const bot = await startBot({ homeserver: homeserver.url, account: await homeserver.register('Guide') })
  const anna = await startAsker(homeserver, 'Anna')
  const ben = await startAsker(homeserver, 'Ben')
  const shared = await anna.createRoom({ encrypted, invite: [bot.userId, ben.userId] })
  await ben.join(shared)
  const direct = await anna.createRoom({ encrypted, direct: true, invite: [bot.userId] })
  for (const [room, member] of [
    [shared, ben.userId],
    [shared, bot.userId],
    [direct, bot.userId],
  ] as const)
    await anna.waitForMember(room, member)

  const ways: Readonly<Record<Call, Way>> = {
    prefix: { room: shared, typed: (text) => `!messenger ${text}` },
    mention: { room: shared, typed: (text) => `${bot.userId} ${text}`, mentions: [bot.userId] },
    direct: { room: direct, typed: (text) => text },
  }
  const exchangeOf = createExchanges(anna, bot.userId, encrypted)
  const ask = async (text: string, by: Call) => {
    const way = ways[by]
    const question = await anna.ask(way.room, way.typed(text), optionsOf(way))
    return exchangeOf(way, question, await anna.waitForReply(question))
  }
  return {
    // Events hold 64 KiB, with all that servers and encryption add.
    longestMessage: encrypted ? 40_000 : 60_000,
    reads: (answer) => renderPlainText(answer),
    ask,
    answersTo: async (text) => {
      const message = await anna.ask(shared, text)
      await ask('signal', 'prefix')
      return anna.answersTo(message).length
    },
    askAfterAll: async (text) => {
      const message = await anna.ask(shared, text)
      await ask('briar', 'prefix')
      await anna.ask(shared, ways.prefix.typed(text), { edits: message })
      return exchangeOf(ways.prefix, message, await anna.waitForReply(message))
    },
    close: async () => {
      await Promise.all([anna.stop(), ben.stop(), bot[Symbol.asyncDispose]()])
      await homeserver.stop()
    },
  }
}

function optionsOf({ mentions }: Way): MessageOptions {
  return mentions ? { mentions } : {}
}

function createExchanges(anna: Asker, bot: string, encrypted: boolean) {
  /** An answer and how to go on from it; `said` is the event that says it, the answer itself or its latest edit. */
  const exchangeOf = (way: Way, question: string, answer: RoomEvent, said = answer): Exchange => {
    const { room, typed } = way
    const content = said.content['m.new_content'] ?? said.content
    const gone = async () =>
      void (await anna.waitForEvent(
        room,
        ({ type, sender, redacts, content }) =>
          type === 'm.room.redaction' && sender === bot && (redacts ?? content.redacts) === answer.event_id,
      ))
    return {
      text: String(content.body),
      notified: notifiedBy(said.content).filter((user) => user !== anna.userId),
      faults: [...faultsIn(content), ...(said.encrypted === encrypted ? [] : ['not encrypted'])],
      followUp: async (text) => {
        const next = await anna.ask(room, text, { replyTo: answer.event_id })
        return exchangeOf({ room, typed: (more) => more }, next, await anna.waitForReply(next))
      },
      edit: async (text) => {
        const earlier = new Set(anna.eventsIn(room).map(({ event_id }) => event_id))
        await anna.ask(room, typed(text), { ...optionsOf(way), edits: question })
        const edit = await anna.waitForEvent(
          room,
          ({ event_id, sender, content }) =>
            sender === bot && !earlier.has(event_id) && replaces(content) === answer.event_id,
        )
        return exchangeOf(way, question, answer, edit)
      },
      remove: async () => {
        await anna.redact(room, question)
        await gone()
      },
      reject: async () => {
        await anna.react(room, answer.event_id, '❌')
        await gone()
      },
    }
  }
  return exchangeOf
}

function replaces({ 'm.relates_to': relation }: Content): string | undefined {
  return relation?.rel_type === 'm.replace' ? relation.event_id : undefined
}

function notifiedBy({ 'm.mentions': mentions }: Content): readonly string[] {
  return mentions ? [...(mentions.user_ids ?? []), ...(mentions.room ? ['@room'] : [])] : ['whoever is named']
}

/** What is wrong with the HTML of a message: markup that is none of ours, or other words than its plain text has. */
function faultsIn({ msgtype, body = '', formatted_body: html = '' }: Content): readonly string[] {
  const differs = wordsOfHtml(html).join(' ') !== wordsOf(body).join(' ')
  return [
    ...(msgtype === 'm.notice' ? [] : ['not a notice']),
    ...inspectHtml(html).faults,
    ...(differs ? ['HTML says something else'] : []),
  ]
}
