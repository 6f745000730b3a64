import { type Answer, freeze, isMistake } from '../answer/document.ts'
import { plainLine } from '../answer/plain-text.ts'
import { regret } from '../answer/regret.ts'
import { isolate } from '../language/direction.ts'
import { putUp } from '../pins/keep-pins.ts'
import type { Platform } from '../pins/platform.ts'
import { type Command, type Context, defineCommand, type Reply } from './command.ts'
import { cardParameter, forPinners, nowhere, unlessHindered } from './pinning.ts'
import { remark } from './shared.ts'

/** Pins a card that is kept up to date. */
export const pinCommand: Command = defineCommand({
  name: 'pin',
  pinnable: false,
  parameters: [cardParameter],
  answer: nowhere,
  act: forPinners(async (context, { card: [command = ''] }, platform) => {
    const found = context.interpret(command)
    if (!found.pinnable) return remark(context, context.voice.say('pin.notPinnable'))
    const answer = found.answer()
    return isMistake(answer) ? answer : pinCard(context, { ...found, command, answer }, platform)
  }),
})

interface Card extends Pick<Reply, 'subject'> {
  readonly command: string
  readonly answer: Answer
}

/** Pins a card, or updates the one that is pinned already, which takes no other pin. */
async function pinCard(context: Context, { subject, command, answer }: Card, platform: Platform): Promise<Answer> {
  const { catalog, state, place, cause, voice } = context
  const { mostPins = Number.POSITIVE_INFINITY } = platform
  const board = platform.board(place)
  return unlessHindered(context, board, async (notes) => {
    const before = state.pins(place).find((pin) => pin.subject === subject)
    const pinned = (await board.pinned()) ?? []
    const isUp = before?.message !== undefined && pinned.includes(before.message)
    if (!isUp && pinned.length >= mostPins) return regret(catalog, voice, { pinsFull: mostPins })
    await putUp({ state, place, board }, { ...before, subject, command, cause, status: 'rising' }, answer)
    const said = isUp && before.cause !== cause ? 'pin.updated' : 'pin.done'
    const done = remark(context, voice.say(said, { title: isolate(titleOf(answer) ?? wordsIn(command)) }), ...notes)
    const takeDown = { label: voice.say('pins.takeDown'), command: `unpin ${command}` }
    return freeze({ ...done, followUps: [...done.followUps, takeDown] })
  })
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
