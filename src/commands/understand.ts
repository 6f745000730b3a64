import { afterPrefix } from '../question/prefix.ts'
import { cleanText, longestQuestion } from '../question/words.ts'
import type { Request } from '../request.ts'
import type { Context, Reply } from './command.ts'
import { carryOut, reply } from './interpret.ts'

/** What a request asks for, with or without the prefix of its place; of one that is too long, the beginning. */
export function understand(context: Context, { text, command }: Pick<Request, 'text' | 'command'>): Reply {
  const { state, place, usualPrefix, fold, voice } = context
  const { text: typed, cut } = cleanText(text)
  const { prefix = usualPrefix } = state.settings(place)
  const found =
    command === undefined
      ? reply(context, fold(afterPrefix(typed, prefix) ?? typed))
      : carryOut(context, command, fold(typed))
  const tooLong = cut ? [voice.say('mistake.cut', { count: longestQuestion })] : []
  return { ...found, remarks: [...tooLong, ...found.remarks] }
}
