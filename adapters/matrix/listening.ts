import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { anObject, OddAnswer } from './answer.ts'
import type { Answering } from './answering.ts'
import { isState, type MatrixEvent, objectIn, sentAt } from './event.ts'
import { type createInvitations, join, serverOf } from './invitations.ts'
import { describeFailure, isFatal, isRefusal, type Patience, pause, request } from './requests.ts'
import type { Invitation } from './store.ts'
import { inheritSettings } from './succession.ts'
import { fillGap, type RoomNews, sync, uploadFilter } from './sync.ts'
import type { Tools } from './tools.ts'
import type { Upkeep } from './upkeep.ts'

interface ListeningTools extends Tools {
  readonly invitations: ReturnType<typeof createInvitations>
  readonly answering: Answering
  readonly upkeep: Upkeep
}

const answerable = ['m.room.message', 'm.room.encrypted', 'm.reaction', 'm.room.redaction']

/** How long the server may wait for something to happen, in milliseconds. */
const longPoll = 30_000

/** What happened while the bot was away comes in so many parts at most; servers begin with what they had at hand. */
const mostParts = 5

/**
 * Listens to the server: what may ask for an answer is in the store before the position moves on, so that nothing is
 * lost whenever the process ends.
 */
export async function listen(tools: ListeningTools): Promise<never> {
  const { client, me, store, invitations, answering, upkeep, log, monitor, fail, patience } = tools
  const consider = (invitation: Invitation) => void invitations.consider(invitation).catch(fail)
  for (const invitation of store.invitations()) consider(invitation)
  const rooms = new Set<string>()
  let filter: string | undefined
  let isHearing = false
  let isUpToDate = false
  for (let parts = mostParts; ; ) {
    try {
      filter ??= await uploadFilter(client, me.userId, patience)
      const news = await hear(tools, filter, parts > 0 ? 0 : longPoll)
      if (!isHearing) log('info', 'Answering as {name}.', { name: me.name })
      isHearing = true
      for (const invitation of news.invitations) consider(invitation)
      for (const room of news.rooms) rooms.add(room)
      // Which of many missed questions are answered shows when all are there.
      parts = news.rooms.length > 0 ? Math.max(parts - 1, 0) : 0
      if (parts > 0) continue
      for (const room of rooms) answering.attend(room)
      rooms.clear()
      await sendKeys(tools)
      // Edits are encrypted for devices that are told of by now.
      if (!isUpToDate) upkeep.look('all')
      isUpToDate = true
      // Answers that are ready go out before the server is kept busy with what is new.
      await setImmediate()
    } catch (error) {
      if (patience.signal.aborted || isFatal(error)) throw error
      filter = undefined
      const reason = describeFailure(error)
      monitor.disconnected(reason)
      log('error', 'Cannot take in what is new: {reason}. Trying again.', { reason })
      await sleep(pause, undefined, { signal: patience.signal })
    }
  }
}

/** Takes in what is new, and gives the invitations and the rooms with something to look at. */
async function hear(tools: ListeningTools, filter: string, wait: number) {
  const { store, monitor } = tools
  const { rooms, invitations, position } = await sync(
    { ...tools, patience: watched(tools) },
    { filter, since: store.position(), wait },
  )
  const received = (await Promise.all(rooms.map((room) => receive(tools, room)))).flat()
  store.receive(received, invitations, position)
  monitor.connected()
  return { invitations, rooms: [...new Set(received.map(({ room }) => room))] }
}

/** Sends what encryption has to say to the server; what that makes of it keeps nobody from being answered. */
async function sendKeys({ encryption, log, patience }: ListeningTools): Promise<void> {
  try {
    await encryption?.send()
  } catch (error) {
    if (patience.signal.aborted || isFatal(error)) throw error
    log('error', 'Cannot exchange keys with the server: {reason}. Trying again.', { reason: describeFailure(error) })
    await sleep(pause, undefined, { signal: patience.signal })
  }
}

/** Who waits for news hears nothing while the server does not answer. */
function watched({ patience, monitor }: ListeningTools): Patience {
  const onHiccup = (reason: string) => {
    patience.onHiccup?.(reason)
    monitor.disconnected(reason)
  }
  return { ...patience, onHiccup }
}

/** What may ask for an answer among what happened in a room; what else changed the room is taken in. */
async function receive(tools: ListeningTools, { room, events, gapBefore }: RoomNews) {
  const { client, rooms, pinnedEvents, me, catchUp, log, patience } = tools
  const now = Date.now()
  const isRecent = (event: MatrixEvent) => sentAt(event, now) > now - catchUp
  if (gapBefore !== undefined) rooms.noticeGap(room)
  const missed =
    gapBefore === undefined
      ? []
      : await fillGap(client, room, gapBefore, isRecent, patience).catch((error) => {
          if (!isRefusal(error) && !(error instanceof OddAnswer)) throw error
          log('warn', 'What was said in a room meanwhile cannot be read: {reason}.', { reason: describeFailure(error) })
          return []
        })
  for (const event of events) {
    rooms.noticeChange(room, event)
    pinnedEvents.noticeChange(room, event)
    if (event.type === 'm.room.member' && event.state_key !== me.userId) void leaveIfEmpty(tools, room)
    if (isState(event, 'm.room.tombstone')) void follow(tools, event)
  }
  if (gapBefore !== undefined) void leaveIfEmpty(tools, room)
  return [...missed, ...events]
    .filter((event) => answerable.includes(event.type) && event.sender !== me.userId && isRecent(event))
    .filter(({ event_id: id }) => typeof id === 'string')
    .map((event) => ({ id: event.event_id, room, at: sentAt(event, now), event }))
}

/** Nobody is there to answer any more. */
async function leaveIfEmpty({ client, rooms, log, patience }: ListeningTools, room: string): Promise<void> {
  try {
    if (!(await rooms.isEmpty(room))) return
    const path = `/rooms/${encodeURIComponent(room)}/leave`
    await request(client, { method: 'POST', path, body: {}, read: anObject }, patience)
    log('info', 'Left a room that everybody else had left.')
  } catch (error) {
    if (!patience.signal.aborted)
      log('warn', 'Cannot leave an empty room: {reason}.', { reason: describeFailure(error) })
  }
}

/** A room that was upgraded goes on in another one, with the settings it had; to a private one somebody must invite. */
async function follow(tools: ListeningTools, { sender, content }: MatrixEvent): Promise<void> {
  const { client, store, log, fail, patience } = tools
  const next = objectIn(content).replacement_room
  if (typeof next !== 'string') return
  try {
    store.note(next, 'replacement')
    await join(client, next, serverOf(sender), patience)
    await inheritSettings(tools, next)
    log('info', 'Followed an upgraded room.')
  } catch (error) {
    if (patience.signal.aborted) return
    if (isFatal(error)) return fail(error)
    log('info', 'An upgraded room waits for an invitation ({reason}).', { reason: describeFailure(error) })
  }
}
