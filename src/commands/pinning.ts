import type { Answer } from '../answer/document.ts'
import type { Board, Platform } from '../pins/platform.ts'
import type { Context } from './command.ts'
import { remark, rightTo } from './shared.ts'

/** What is pinned or taken down: a command or question whose answer is a card. */
export const cardParameter = {
  name: 'card',
  takes: 'text',
  suggests: ['messenger', 'command'],
  least: 1,
  most: 1,
} as const

/** What is said where nothing can be pinned. */
export function nowhere(context: Context): Answer {
  return remark(context, context.voice.say('pin.nowhere'))
}

/** What a command on pinned cards does on a platform. */
type Act<G> = (context: Context, given: G, platform: Platform) => Promise<Answer>

/** Does something for those who may pin here, and tells others which right that takes. */
export function forPinners<G>(act: Act<G>): Act<G> {
  return async (context, given, platform) => {
    if (context.mayPin) return act(context, given, platform)
    return remark(context, context.voice.say('pin.refused', { right: rightTo('pin', context) }))
  }
}

/** Puts cards up, given what people should know of that, unless something stands in the way, which is said. */
export async function unlessHindered(
  context: Context,
  board: Board,
  putUp: (notes: readonly string[]) => Promise<Answer>,
): Promise<Answer> {
  const { missing, notes } = await board.circumstances(context.voice.language)
  return missing.length > 0 ? remark(context, ...missing) : putUp(notes)
}
