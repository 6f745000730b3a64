import { type Answer, afterPrefix, type Bot, renderPlainText, type Subjects } from '../../src/index.ts'
import type { MemoryPlatform, Post } from './memory-platform.ts'

/** The bot's name on the platform. */
export const guide = 'guide'

/** The smallest adapter there can be: listens, asks the bot, renders, sends. Rooms called "direct" need no prefix. */
export function startMemoryAdapter(platform: MemoryPlatform, bot: Bot): void {
  const answers = new Map<number, { readonly id: number; readonly about: Subjects }>()
  const aboutOf = (answer: number | undefined) => [...answers.values()].find(({ id }) => id === answer)?.about

  const answerTo = (post: Post): Answer | undefined => {
    const replyTo = aboutOf(post.replyTo)
    const isForBot = replyTo !== undefined || post.room === 'direct'
    const text = askedIn(post, bot.prefix({ platform: 'memory', id: post.room })) ?? (isForBot ? post.text : undefined)
    if (text === undefined || post.author === guide) return undefined
    const place = { platform: 'memory', id: post.room }
    return bot.answer({ text, place, moderates: true, ...(replyTo ? { replyTo } : {}) })
  }
  const say = (post: Post) => {
    const answer = answerTo(post)
    if (!answer) return
    const text = renderPlainText(answer)
    const earlier = answers.get(post.id)?.id
    if (earlier !== undefined) platform.edit(earlier, text)
    const id = earlier ?? platform.post({ room: post.room, author: guide, text, replyTo: post.id }).id
    answers.set(post.id, { id, about: answer.summary })
  }
  platform.on('post', say)
  platform.on('edit', say)
  platform.on('delete', ({ id }) => {
    const answer = answers.get(id)
    if (answer && platform.posts.has(answer.id)) platform.delete(answer.id)
  })
  platform.on('cross', ({ id, replyTo, author }, by) => {
    if (author === guide && platform.posts.get(replyTo ?? 0)?.author === by) platform.delete(id)
  })
}

function askedIn({ text, mentions = [] }: Post, prefix: string): string | undefined {
  if (mentions.includes(guide)) return text
  return afterPrefix(text, prefix)
}
