import { type Answer, code, isMistake, list, paragraph, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import { findPins, putUpAnew } from '../pins/keep-pins.ts'
import type { Pin } from '../state/state.ts'
import { type Command, type Context, defineCommand } from './command.ts'
import { forPinners, nowhere, unlessHindered } from './pinning.ts'

/** The word that has all cards posted anew. */
const renewal = 'renew'

/** Lists what is pinned, or posts it anew. */
export const pinsCommand: Command = defineCommand({
  name: 'pins',
  pinnable: false,
  parameters: [{ name: 'renew', takes: 'text', least: 0, most: 1 }],
  answer: nowhere,
  act: async (context, { renew: [word] }, platform) => {
    if (word?.toLowerCase() === renewal) return renew(context, undefined, platform)
    const { state, place, voice } = context
    const up = await findPins({ state, place, board: platform.board(place) })
    return listOfPins(context, up, ...(word === undefined ? [] : [voice.say('pins.unknown')]))
  },
})

const renew = forPinners(async (context, _, platform) => {
  const { state, place, cause, voice } = context
  const pinning = { state, place, board: platform.board(place) }
  return unlessHindered(context, pinning.board, async (notes) => {
    const up = await findPins(pinning)
    for (const pin of up) {
      const answer = context.interpret(pin.command).answer()
      // What other content could answer stays as it was.
      if (!isMistake(answer)) await putUpAnew(pinning, pin, answer, `${cause} ${pin.subject}`)
    }
    return listOfPins(context, up, ...(up.length > 0 ? [voice.say('pins.renewed'), ...notes] : []))
  })
})

/** The pinned cards, after what is to be said first. */
export function listOfPins(context: Context, pins: readonly Pin[], ...said: readonly string[]): Answer {
  const { catalog, voice, prefix } = context
  const draft = createDraft(catalog, voice, 'meta')
  for (const sentence of said) draft.add(paragraph(text(sentence)))
  if (pins.length === 0) {
    draft.add(paragraph(text(voice.say('pins.none')), text(voice.space), code(`${prefix} pin signal`)))
    return draft.finish()
  }
  draft.add(
    paragraph(text(voice.say('pins.title'))),
    list(
      pins.map(({ command }) => [
        code(command),
        text(voice.colon),
        text(voice.say('pins.takeDownBy')),
        text(voice.space),
        code(`${prefix} unpin ${command}`),
      ]),
    ),
  )
  draft.followUp(voice.say('pins.renew'), `pins ${renewal}`)
  return draft.finish()
}
