import { createHash } from 'node:crypto'
import { type Answer, type Place, type Platform, renderPlainText, type State } from '../../src/index.ts'

/** The one place there is in a terminal. */
export const place: Place = { platform: 'terminal', id: 'chat' }

/**
 * A terminal as a platform: to post a card is to show it, and to edit it is to show it anew. It has no board of its own,
 * so what the bot keeps is what is pinned.
 */
export function createTerminalPlatform(state: State, show: (answer: Answer) => void): Platform {
  const posted = (message: string, answer: Answer) => ({
    message,
    digest: createHash('sha256').update(renderPlainText(answer)).digest('base64url'),
  })
  const nothing = async () => undefined
  return {
    name: place.platform,
    settings: ['language', 'prefix'],
    forget: () => 0,
    board: () => ({
      post: async (answer, cause) => {
        show(answer)
        return posted(cause, answer)
      },
      edit: async (message, answer, digest) => {
        const now = posted(message, answer)
        if (now.digest !== digest) show(answer)
        return now
      },
      ...{ remove: nothing, pin: nothing, unpin: nothing },
      pinned: async () => state.pins(place).flatMap(({ message = [] }) => message),
      circumstances: async () => ({ missing: [], notes: [] }),
    }),
  }
}
