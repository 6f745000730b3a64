import { EncryptedRoomEvent } from 'matrix-bot-sdk'
import { placeOf } from './address.ts'
import { DecryptionError } from './crypto/decryption-error.ts'
import type { MatrixEvent } from './event.ts'
import { createMessage } from './message.ts'
import type { Waiting } from './store.ts'
import type { Tools } from './tools.ts'

/** How long the key to a message may be on its way before somebody is told that it cannot be read, in milliseconds. */
export const grace = 15_000

/** What can be read of what waits in a room and is not in hand, and whether keys are still missing for the rest. */
export async function readWaiting(
  tools: Tools,
  room: string,
  inHand: ReadonlyMap<string, unknown>,
): Promise<{ readable: Waiting[]; late: boolean }> {
  const { store } = tools
  const readable: Waiting[] = []
  let late = false
  for (const waiting of store.waitingIn(room).filter(({ id }) => !inHand.has(id))) {
    if (waiting.at < Date.now() - tools.catchUp) {
      store.settle(waiting.id)
      continue
    }
    const event = waiting.event.type === 'm.room.encrypted' ? await decrypt(tools, room, waiting) : waiting.event
    if (event) readable.push({ ...waiting, event })
    else late ||= tools.encryption !== undefined
  }
  return { readable, late }
}

/** The event as it was before encryption; undefined as long as its key is missing. */
async function decrypt(tools: Tools, room: string, { id, at, event }: Waiting): Promise<MatrixEvent | undefined> {
  const { encryption, store } = tools
  if (!encryption) {
    store.settle(id)
    await regretOnce(tools, room, 'encryption-off')
    return undefined
  }
  try {
    const { raw } = await encryption.decryptRoomEvent(new EncryptedRoomEvent(event as never), room)
    if (raw.type !== 'm.room.redaction') return raw as MatrixEvent
    // Who may redact what is checked by servers, which they cannot do with what is encrypted.
    store.settle(id)
    return undefined
  } catch (error) {
    if (!(error instanceof DecryptionError)) throw error
    if (error.missingKey && at > Date.now() - grace) return undefined
    await regretOnce(tools, room, 'unreadable')
    if (!error.missingKey) store.settle(id)
    return undefined
  }
}

async function regretOnce(
  { store, sender, bot, log, patience }: Tools,
  room: string,
  reason: 'unreadable' | 'encryption-off',
) {
  if (!store.note(room, reason)) return
  log('warn', 'Messages in an encrypted room cannot be read ({reason}). The room is told.', { reason })
  await sender.send(room, createMessage(bot.regret({ place: placeOf(room) }, reason)), `${reason} ${room}`, patience)
}
