import { createBot, openState, renderPlainText } from '../../src/index.ts'
import { realContent } from '../support/guide.ts'
import { describeAdapter } from './adapter-contract.ts'
import type { Call, Chat, Exchange } from './chat.ts'
import { guide, startMemoryAdapter } from './memory-adapter.ts'
import { createMemoryPlatform, type MemoryPlatform, type Post } from './memory-platform.ts'

describeAdapter('in memory', async () => {
  const platform = createMemoryPlatform()
  startMemoryAdapter(platform, createBot({ content: realContent(), state: openState() }))
  return chatOn(platform)
})

const prefix = '!messenger '
const anna = 'anna'

function chatOn(platform: MemoryPlatform): Chat {
  const say = (text: string, more: Partial<Post> = {}) => platform.post({ room: 'shared', author: anna, text, ...more })
  const answersTo = ({ id }: Post) => [...platform.posts.values()].filter(({ replyTo }) => replyTo === id)
  const gone = async (id: number) => void (await platform.until(() => !platform.posts.has(id) || undefined))

  const exchange = async (question: Post, typed: (text: string) => string, notThis?: string): Promise<Exchange> => {
    const answer = await platform.until(() => answersTo(question).find(({ text }) => text !== notThis))
    return {
      text: answer.text,
      notified: answer.mentions ?? [],
      faults: [],
      followUp: (text) => exchange(say(text, { room: question.room, replyTo: answer.id }), (more) => more),
      edit: (text) => {
        platform.edit(question.id, typed(text))
        return exchange(question, typed, answer.text)
      },
      remove: () => {
        platform.delete(question.id)
        return gone(answer.id)
      },
      reject: () => {
        platform.cross(answer.id, anna)
        return gone(answer.id)
      },
    }
  }
  const asIs = (text: string) => text
  const withPrefix = (text: string) => `${prefix}${text}`
  const ways: { readonly [C in Call]: (text: string) => Promise<Exchange> } = {
    prefix: (text) => exchange(say(withPrefix(text)), withPrefix),
    mention: (text) => exchange(say(text, { mentions: [guide] }), asIs),
    direct: (text) => exchange(say(text, { room: 'direct' }), asIs),
  }
  return {
    longestMessage: Number.POSITIVE_INFINITY,
    reads: (answer) => renderPlainText(answer),
    ask: (text, by) => ways[by](text),
    answersTo: async (text) => {
      const message = say(text)
      await ways.prefix('signal')
      return answersTo(message).length
    },
    askAfterAll: async (text) => {
      const message = say(text)
      await ways.prefix('briar')
      platform.edit(message.id, withPrefix(text))
      return exchange(message, withPrefix)
    },
    close: async () => {},
  }
}
