import { createHash } from 'node:crypto'
import { renderPlainText } from '../../src/answer/plain-text.ts'
import type { Platform } from '../../src/pins/platform.ts'

/** A platform with boards in memory, and what happened on them. */
export interface MemoryBoards extends Platform {
  /** The text of each message by id. */
  readonly messages: Map<string, string>
  readonly pinned: Set<string>
  /** What was done, in order: "post", "edit", "remove", "pin", "unpin". */
  readonly done: string[]
  /** What the bot may not do. */
  readonly missing: string[]
  /** Lets what is done fail once so much more was done, as if the process was killed before. */
  failAfter(steps: number): void
}

/** Boards that all places share. */
export function createMemoryBoards(): MemoryBoards {
  const messages = new Map<string, string>()
  const pinned = new Set<string>()
  const causes = new Map<string, string>()
  const done: string[] = []
  const missing: string[] = []
  let left = Number.POSITIVE_INFINITY
  const step = (what: string) => {
    if (left-- <= 0) throw new Error('killed')
    done.push(what)
  }
  const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url')
  return {
    ...{ name: 'memory', messages, pinned, done, missing },
    settings: ['language', 'prefix', 'layout', 'listen', 'private', 'perAsker', 'perPlace', 'keepQuestions'],
    failAfter: (steps) => {
      left = steps
    },
    forget: () => 3,
    board: () => ({
      post: async (answer, cause) => {
        step('post')
        const text = renderPlainText(answer)
        const message = causes.get(cause) ?? `message ${causes.size + 1}`
        causes.set(cause, message)
        messages.set(message, text)
        return { message, digest: digestOf(text) }
      },
      edit: async (message, answer, digest) => {
        const text = renderPlainText(answer)
        if (!messages.has(message)) return undefined
        if (digestOf(text) !== digest) {
          step('edit')
          messages.set(message, text)
        }
        return { message, digest: digestOf(text) }
      },
      remove: async (message) => {
        step('remove')
        messages.delete(message)
        pinned.delete(message)
      },
      pin: async (message) => {
        step('pin')
        pinned.add(message)
      },
      unpin: async (message) => {
        step('unpin')
        pinned.delete(message)
      },
      pinned: async () => [...pinned],
      circumstances: async () => ({ missing, notes: [] }),
    }),
  }
}
