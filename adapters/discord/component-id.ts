import { longestCustomId } from './limits.ts'
import { codePoints } from './load.ts'

/** What a button or an option does. Everything it needs stands in its id, so that it works for messages of any age. */
export type Action =
  /** Asks the bot, and is answered in that language. */
  | { readonly kind: 'run'; readonly language: string; readonly command: string }
  /** Asks the bot to change something, and shows how it is then in the same message. */
  | { readonly kind: 'set'; readonly language: string; readonly command: string }
  /** Removes the answer that was given to this person. */
  | { readonly kind: 'remove'; readonly asker: string }
  /** Does what the chosen option says; the name only tells two menus of a message apart. */
  | { readonly kind: 'choose'; readonly menu: string }

/** Ids of another version are not ours to read. */
const version = 'messenger:1'

/** An action as an id; undefined when it is too long for one. */
export function writeComponentId(action: Action): string | undefined {
  const id = `${version}:${action.kind}:${argumentsOf(action)}`
  return codePoints(id) <= longestCustomId ? id : undefined
}

function argumentsOf(action: Action): string {
  switch (action.kind) {
    case 'run':
    case 'set':
      return `${action.language}:${action.command}`
    case 'remove':
      return action.asker
    case 'choose':
      return action.menu
  }
}

/** The action of an id; undefined for an id that is not ours, or from a version we do not know. */
export function readComponentId(id: string): Action | undefined {
  if (!id.startsWith(`${version}:`)) return undefined
  const [, kind, rest = ''] = /^([a-z]+):(.+)$/su.exec(id.slice(version.length + 1)) ?? []
  if (kind === 'choose') return { kind, menu: rest }
  if (kind === 'remove') return /^\d+$/.test(rest) ? { kind, asker: rest } : undefined
  const [, language, command] = /^([A-Za-z0-9-]+):(.+)$/su.exec(rest) ?? []
  const asks = kind === 'run' || kind === 'set'
  return asks && language && command ? { kind, language, command } : undefined
}
