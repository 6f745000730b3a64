import { EventEmitter, once } from 'node:events'

/** A message on the platform. */
export interface Post {
  readonly id: number
  readonly room: string
  readonly author: string
  readonly text: string
  readonly replyTo?: number
  readonly mentions?: readonly string[]
}

/** A chat platform that lives in memory: rooms with messages, and listeners who hear of everything that happens. */
export interface MemoryPlatform {
  readonly posts: ReadonlyMap<number, Post>
  post(post: Omit<Post, 'id'>): Post
  edit(id: number, text: string): void
  delete(id: number): void
  /** Somebody reacts to a message with a cross. */
  cross(id: number, by: string): void
  on(event: 'post' | 'edit' | 'delete', listener: (post: Post) => void): void
  on(event: 'cross', listener: (post: Post, by: string) => void): void
  /** Resolves to what `find` finds, as soon as it does. */
  until<T>(find: () => T | undefined): Promise<T>
}

/** Opens an empty platform. */
export function createMemoryPlatform(): MemoryPlatform {
  const posts = new Map<number, Post>()
  const events = new EventEmitter().setMaxListeners(0)
  let ids = 0
  // Like everywhere, what happened is heard of later.
  const tell = (...event: [name: string, post: Post, by?: string]) =>
    setImmediate(() => {
      events.emit(...event)
      events.emit('anything')
    })
  const get = (id: number): Post => {
    const post = posts.get(id)
    if (!post) throw new Error(`There is no message ${id}.`)
    return post
  }
  return {
    posts,
    post: (given) => {
      const post = { ...given, id: ++ids }
      posts.set(post.id, post)
      tell('post', post)
      return post
    },
    edit: (id, text) => {
      const post = { ...get(id), text }
      posts.set(id, post)
      tell('edit', post)
    },
    delete: (id) => {
      tell('delete', get(id))
      posts.delete(id)
    },
    cross: (id, by) => tell('cross', get(id), by),
    on: (event: string, listener: (post: Post, by: string) => void) => void events.on(event, listener),
    until: async (find) => {
      for (;;) {
        const found = find()
        if (found !== undefined) return found
        await once(events, 'anything')
      }
    },
  }
}
