import { type APIUser, MessageFlags } from 'discord.js'
import { awaitChange } from './await-change.ts'
import { type Seen, see } from './seen.ts'
import { messageOf, type On, type Self } from './self.ts'
import { type Change, type Channel, type Message, pinMessage } from './world.ts'

/** What a person writes in channels, and what they read there. */
export function createWriting({ user, service: { world, bot }, patience }: Self) {
  const post = (channel: Channel, content: string, replyTo?: On): Message => {
    const mentions = [...content.matchAll(/<@!?(\d+)>/g)].flatMap(([, id = '']) => world.users.get(id) ?? [])
    const earlier = replyTo && messageOf(replyTo)
    return world.addMessage(channel, user, {
      content,
      ...(earlier ? { type: 19, replyTo: earlier } : {}),
      mentions: [...new Set(earlier ? [...mentions, earlier.author] : mentions)],
    })
  }
  const answerTo = (question: Message) => (change: Change) => {
    if (change.kind !== 'message-created' && change.kind !== 'message-edited') return undefined
    return isAnswer(change.message, question, bot) ? see(change.message, world) : undefined
  }
  const gone = (message: Message) =>
    awaitChange(patience, 'a message to go', (change) =>
      change.kind === 'message-deleted' && change.message === message ? true : undefined,
    )
  const isForMe = ({ author, onlyFor }: Message) => author === bot && (onlyFor === undefined || onlyFor === user.id)

  return {
    /** Writes a message and waits for nothing. */
    post,
    /** Forwards a message to a channel. */
    forward: (channel: Channel, message: On): Message =>
      world.addMessage(channel, user, { forwarded: messageOf(message) }),
    /** Writes a message and waits for its answer. */
    say: (channel: Channel, text: string, replyTo?: On): Promise<Seen> => {
      const question = post(channel, text, replyTo)
      return awaitChange(patience, `an answer to "${text}"`, answerTo(question))
    },
    /** Waits for the next message of the bot in a channel that they can see. */
    next: (channel: Channel): Promise<Seen> =>
      awaitChange(patience, 'a message of the bot', (change) => {
        if (change.kind !== 'message-created') return undefined
        const { message } = change
        return message.channel === channel && isForMe(message) ? see(message, world) : undefined
      }),
    /** Edits their message and waits until the bot answers, anew or by editing its answer. */
    edit: (message: Message, content: string): Promise<Seen> => {
      const seen = awaitChange(patience, `an answer to "${content}"`, answerTo(message))
      world.editMessage(message, { content })
      return seen
    },
    /** Deletes their message and waits until the bot's answers to it are gone, if there are any. */
    remove: async (message: Message): Promise<void> => {
      const answers = [...message.channel.messages.values()].filter(
        ({ replyTo, type }) => replyTo === message && type !== pinMessage,
      )
      const allGone = Promise.all(answers.map(gone))
      world.deleteMessage(message)
      await allGone
    },
    /** Pins a message, or takes its pin down. */
    pin: (on: On) => world.pin(messageOf(on), user),
    unpin: (on: On) => world.unpin(messageOf(on)),
    /** All that they see of the bot in a channel. */
    sees: (channel: Channel): readonly Seen[] =>
      [...channel.messages.values()].filter(isForMe).map((message) => see(message, world)),
  }
}

/** The bot answers by a reply, or by what follows without being a reply to something else and is no silent message. */
function isAnswer(answer: Message, question: Message, bot: APIUser): boolean {
  const isSilent = (answer.flags & MessageFlags.SuppressNotifications) !== 0
  const standsAlone = answer.replyTo === undefined && answer.interaction === undefined && !isSilent
  const isReply = answer.replyTo === question || standsAlone
  return answer.author === bot && answer.channel === question.channel && answer.onlyFor === undefined && isReply
}
