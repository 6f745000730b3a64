import { type Answer, freeze } from '../answer/document.ts'
import { plainLine } from '../answer/plain-text.ts'
import { isolate } from '../language/direction.ts'
import { putUp } from '../pins/keep-pins.ts'
import type { Platform } from '../pins/platform.ts'
import { type Command, type Context, defineCommand, type Reply } from './command.ts'
import { remark, rightTo } from './shared.ts'

/** Pins a card that is kept up to date. */
export const pinCommand: Command = defineCommand({
  name: 'pin',
  pinnable: false,
  parameters: [{ name: 'card', takes: 'text', suggests: ['messenger', 'command'], least: 1, most: 1 }],
  answer: (context) => refusal(context) ?? remark(context, context.voice.say('pin.nowhere')),
  act: async (context, { card: [card = ''] }, platform) => {
    const refused = refusal(context)
    if (refused) return refused
    const found = context.interpret(card)
    if (!found.pinnable) return remark(context, context.voice.say('pin.notPinnable'))
    const { outcome } = found.answer().summary
    if (outcome === 'not-understood' || outcome === 'choose') return found.answer()
    const board = platform.board(context.place)
    const { missing, notes } = await board.circumstances(context.voice.language)
    if (missing.length > 0) return remark(context, ...missing)
    return putUpFound(context, found, board, card, notes)
  },
})

async function putUpFound(
  context: Context,
  { subject, answer: show }: Reply,
  board: ReturnType<Platform['board']>,
  command: string,
  notes: readonly string[],
): Promise<Answer> {
  const { state, place, cause, voice } = context
  const answer = show()
  const before = state.pins(place).find((pin) => pin.subject === subject)
  await putUp({ state, place, board }, { ...before, subject, command, cause, status: 'rising' }, answer)
  const said = before?.status === 'up' && before.cause !== cause ? 'pin.updated' : 'pin.done'
  const done = remark(context, voice.say(said, { title: isolate(titleOf(answer) ?? wordsIn(command)) }), ...notes)
  const takeDown = { label: voice.say('pins.takeDown'), command: `unpin ${command}` }
  return freeze({ ...done, followUps: [...done.followUps, takeDown] })
}

/** What says that somebody may not pin here; undefined when they may. */
export function refusal(context: Context): Answer | undefined {
  if (context.mayPin) return undefined
  return remark(context, context.voice.say('pin.refused', { right: rightTo('pin', context) }))
}

/** What was typed, without signs that may do something where it is said. */
function wordsIn(typed: string): string {
  return typed.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim()
}

/** What an answer begins with, if that is a title. */
function titleOf(answer: Answer): string | undefined {
  const [first] = answer.blocks
  if (first?.kind === 'card') return plainLine(first.title, answer)
  return first?.kind === 'heading' ? plainLine(first.content, answer) : undefined
}
