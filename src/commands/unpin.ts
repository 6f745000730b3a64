import { freeze } from '../answer/document.ts'
import { findPins } from '../pins/keep-pins.ts'
import { type Command, defineCommand } from './command.ts'
import { cardParameter, forPinners, nowhere } from './pinning.ts'
import { listOfPins } from './pins.ts'
import { remark } from './shared.ts'

/** Before what is to be unpinned: its message is deleted too. */
const deleting = /^delete\s+/i

/** Takes a pinned card down, and on demand deletes it. */
export const unpinCommand: Command = defineCommand({
  name: 'unpin',
  pinnable: false,
  parameters: [cardParameter],
  answer: nowhere,
  act: forPinners(async (context, { card: [typed = ''] }, platform) => {
    const { state, place, voice, interpret } = context
    const [deletes, card] = [deleting.test(typed), typed.replace(deleting, '')]
    const board = platform.board(place)
    const { subject } = interpret(card)
    const pin = state.pins(place).find((one) => one.subject === subject && one.message !== undefined)
    if (!pin?.message || (pin.status === 'down' && !deletes)) {
      const up = await findPins({ state, place, board })
      return listOfPins(context, up, voice.say('unpin.unknown'))
    }
    await board.unpin(pin.message)
    if (!deletes) {
      state.keepPin(place, { ...pin, status: 'down' })
      const done = remark(context, voice.say('unpin.done'))
      return freeze({ ...done, followUps: [{ label: voice.say('unpin.delete'), command: `unpin delete ${card}` }] })
    }
    await board.remove(pin.message)
    state.dropPin(place, pin.subject)
    return remark(context, voice.say('unpin.deleted'))
  }),
})
