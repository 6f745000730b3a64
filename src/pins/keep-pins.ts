import type { Answer } from '../answer/document.ts'
import type { Pin, Place, State } from '../state/state.ts'
import type { Board } from './platform.ts'

/** Where pins are kept, and on which board. */
export interface Pinning {
  readonly state: State
  readonly place: Place
  readonly board: Board
}

/** Posts a card, or brings its message up to date, and pins it. What a restart interrupts, the next start goes on with. */
export async function putUp({ state, place, board }: Pinning, pin: Pin, answer: Answer): Promise<void> {
  const rising: Pin = { ...pin, status: 'rising' }
  state.keepPin(place, rising)
  const edited = pin.message === undefined ? undefined : await board.edit(pin.message, answer, pin.digest)
  const posted = edited ?? (await board.post(answer, pin.cause))
  state.keepPin(place, { ...rising, ...posted })
  await board.pin(posted.message)
  state.keepPin(place, { ...rising, ...posted, status: 'up' })
}

/** Removes the message of a card and posts it anew, so that people who joined since can read it. */
export async function putUpAnew(pinning: Pinning, pin: Pin, answer: Answer, cause: string): Promise<void> {
  const { state, place, board } = pinning
  const { message, digest: _, ...rising }: Pin = { ...pin, cause, status: 'rising' }
  state.keepPin(place, { ...pin, cause, status: 'rising' })
  if (message !== undefined) {
    await board.unpin(message)
    await board.remove(message)
  }
  await putUp(pinning, rising, answer)
}

/** The pins that still are: what a person took down or deleted, or is gone with its place, is forgotten, not fought over. */
export async function findPins({ state, place, board }: Pinning): Promise<readonly Pin[]> {
  const kept = state.pins(place)
  if (kept.length === 0) return []
  const pinned = await board.pinned()
  const isLost = ({ status, message = '' }: Pin) =>
    pinned === undefined || (status === 'up' && !pinned.includes(message))
  for (const pin of kept.filter(isLost)) state.dropPin(place, pin.subject)
  return kept.filter((pin) => pin.status !== 'down' && !isLost(pin))
}

/**
 * Has every pin of a place say what it should say now; `answer` gives undefined for what can no longer be answered, and
 * `onRefreshed` hears of each that changed.
 */
export async function refreshPins(
  pinning: Pinning,
  answer: (pin: Pin) => Answer | undefined,
  onRefreshed: () => void,
): Promise<void> {
  const { state, place, board } = pinning
  for (const pin of await findPins(pinning)) {
    const now = answer(pin)
    if (!now) continue
    if (pin.status === 'rising' || pin.message === undefined) {
      await putUp(pinning, pin, now)
      continue
    }
    const posted = await board.edit(pin.message, now, pin.digest)
    if (!posted) state.dropPin(place, pin.subject)
    else if (posted.digest !== pin.digest) {
      state.keepPin(place, { ...pin, ...posted })
      onRefreshed()
    }
  }
}
