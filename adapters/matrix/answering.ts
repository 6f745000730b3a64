import { type MatrixEvent, messageIn } from './event.ts'
import { grace, readWaiting } from './reading.ts'
import { describeFailure, isFatal } from './requests.ts'
import { handle, questionIn } from './responding.ts'
import type { Waiting } from './store.ts'
import type { Tools } from './tools.ts'
import type { Upkeep } from './upkeep.ts'

/** Answers what waits in the store. */
export interface Answering {
  /** Looks at what waits in a room; one event after the other, however often it is told. */
  attend(room: string): void
  /** Resolves when nothing is in hand. */
  rest(): Promise<void>
}

/** Of the questions asked in a room while the bot was away it answers at most so many, the latest. */
const mostMissed = 20
/** Answers on their way in a room at most, so that a flood of questions does not fill the memory. */
const mostOnTheirWay = 20

/** Answers for a bot, room by room. */
export function createAnswering(tools: Tools, upkeep: Upkeep): Answering {
  const { store, log, fail, patience } = tools
  const startedAt = Date.now()
  // What an earlier process had taken in was not asked while the bot was away.
  const takenIn = new Set(store.rooms().flatMap((room) => store.waitingIn(room).map(({ id }) => id)))
  const busy = new Map<string, Promise<void>>()
  const again = new Set<string>()
  const timers = new Map<string, NodeJS.Timeout>()
  const onTheirWay = new Map<string, Map<string, Promise<void>>>()

  const attendAll = async (room: string): Promise<void> => {
    try {
      do await attendOnce(room)
      while (again.has(room) && !patience.signal.aborted)
    } finally {
      // At once, or what is told before others hear of the end would be looked at by nobody.
      busy.delete(room)
    }
  }
  const attendOnce = async (room: string): Promise<void> => {
    again.delete(room)
    const inHand = onTheirWay.get(room) ?? new Map<string, Promise<void>>()
    onTheirWay.set(room, inHand)
    const { readable, late } = await readWaiting(tools, room, inHand)
    const missed: Waiting[] = []
    for (const waiting of readable) {
      const isMissed = waiting.at < startedAt && !takenIn.has(waiting.id)
      const message = isMissed ? messageIn(waiting.event) : undefined
      if (message && (await questionIn(tools, room, message))) missed.push(waiting)
    }
    const tooMany = new Set(missed.slice(0, -mostMissed))
    for (const { id } of tooMany) store.settle(id)
    for (const waiting of readable.filter((one) => !tooMany.has(one))) await take(room, waiting, inHand)
    if (late) lookAgain(room)
  }
  /** In order; what refers to something earlier waits until that is settled, and what comes next until it is. */
  const take = async (room: string, waiting: Waiting, inHand: Map<string, Promise<void>>) => {
    const alone = standsAlone(waiting.event)
    if (!alone) await Promise.all(inHand.values())
    while (inHand.size >= mostOnTheirWay) await Promise.race(inHand.values())
    const understood = Promise.withResolvers<void>()
    const handled = handle(tools, room, waiting, understood.resolve)
      .then(() => upkeep.look('changed'), stumble(room))
      .finally(() => inHand.delete(waiting.id))
    inHand.set(waiting.id, handled)
    await (alone ? Promise.race([understood.promise, handled]) : handled)
  }
  const lookAgain = (room: string) => {
    clearTimeout(timers.get(room))
    timers.set(room, setTimeout(() => attend(room), grace).unref())
  }
  const stumble = (room: string) => (error: unknown) => {
    if (patience.signal.aborted) return
    if (isFatal(error)) return fail(error)
    log('error', 'Cannot look at a room now: {reason}.', { reason: describeFailure(error) })
    lookAgain(room)
  }
  const attend = (room: string) => {
    if (patience.signal.aborted) return
    again.add(room)
    if (busy.has(room)) return
    busy.set(room, attendAll(room).catch(stumble(room)))
  }
  return {
    attend,
    rest: async () => {
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.all(busy.values())
      await Promise.all([...onTheirWay.values()].flatMap((inHand) => [...inHand.values()]))
    },
  }
}

/** Whether an event is a message that refers to no other. */
function standsAlone(event: MatrixEvent): boolean {
  const message = messageIn(event)
  return message !== undefined && message.replaces === undefined && message.replyTo === undefined
}
