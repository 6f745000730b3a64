import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LogService, MatrixClient } from 'matrix-bot-sdk'
import type { Bot } from '../../src/index.ts'
import type { Log } from '../log.ts'
import type { Monitor } from '../monitor.ts'
import type { Identity } from './address.ts'
import { OddAnswer, userIdOf } from './answer.ts'
import { createAnswering } from './answering.ts'
import type { MatrixConfiguration } from './configuration.ts'
import { giveUpIdleConnections } from './connections.ts'
import type { Encryption } from './crypto/encryption.ts'
import { EncryptionError } from './crypto/encryption-error.ts'
import { objectIn } from './event.ts'
import { createInvitations } from './invitations.ts'
import { listen } from './listening.ts'
import { MatrixProblem } from './matrix-problem.ts'
import { createPinnedEvents } from './pinned-events.ts'
import { describeFailure, isRefusal, type Patience, pause, request } from './requests.ts'
import { createRooms, type Rooms } from './rooms.ts'
import { createSender } from './sender.ts'
import { openStore, type Store } from './store.ts'
import { createUpkeep } from './upkeep.ts'

/** What the adapter works with. */
export interface MatrixOptions {
  readonly bot: Bot
  readonly settings: MatrixConfiguration
  readonly accessToken: string
  /** The folder of the state; the adapter keeps its own below it. */
  readonly folder: string
  /** Up to what age questions are answered, in milliseconds. */
  readonly catchUp: number
  readonly log: Log
  readonly monitor: Monitor
  /** Ends the work: what is in hand is still answered. */
  readonly stop: AbortSignal
}

/** How long answers in hand may take after the stop, in milliseconds. */
const lastOrders = 8_000
/** How long it is remembered which question was answered by what, in milliseconds. */
const day = 24 * 60 * 60_000
const memory = 30 * day

/** Answers in Matrix rooms until it is stopped. Rejects, with a line for the operator, when it cannot go on. */
export async function startMatrix(options: MatrixOptions): Promise<void> {
  const { bot, settings, accessToken, folder, catchUp, log, monitor, stop } = options
  // Its lines tell what rooms and people are called; ours say what an operator needs.
  LogService.setLogger({ trace: mute, debug: mute, info: mute, warn: mute, error: mute })
  giveUpIdleConnections()
  const client = new MatrixClient(settings.homeserver.replace(/\/+$/, ''), accessToken)
  const own = join(folder, 'matrix')
  const end = new AbortController()
  const server = settings.homeserver
  const onHiccup = (reason: string) =>
    log('warn', '{server} does not answer ({reason}). Trying again.', { server, reason })
  const onRetry = monitor.retried
  const listening: Patience = { signal: stop, onHiccup, onRetry }
  const answers: Patience = { signal: end.signal, onHiccup, onRetry }

  const me = await introduce(client, listening)
  const rooms = createRooms(client, answers)
  using open = new DisposableStack()
  const encryption = settings.encryption ? await openEncryption(client, join(own, 'encryption'), rooms) : undefined
  open.defer(() => encryption?.close())
  if (encryption) await untilSensible(() => prepare(encryption, listening, log), listening)
  else log('warn', 'Encryption is switched off (matrix.encryption): questions in encrypted rooms cannot be read.')
  // After encryption, so that a token which does not belong to the folder of a login cannot claim the rest of it.
  const store = open.adopt(openStore(own, me.userId), ({ close }) => close())
  open.defer(() => end.abort())
  const failed = Promise.withResolvers<never>()
  const pinnedEvents = createPinnedEvents(client, answers, log)
  const sender = createSender(client, encryption)
  const shared = {
    bot,
    client,
    encryption,
    store,
    rooms,
    pinnedEvents,
    sender,
    me,
    log,
    monitor,
    catchUp,
    fail: failed.reject,
  }
  const upkeep = createUpkeep({ ...shared, patience: listening })
  bot.whenReloaded(() => upkeep.look('all'), stop)
  const answering = createAnswering({ ...shared, patience: answers }, upkeep)
  client.on('room.keys', (keys: readonly { roomId: string }[]) => {
    for (const { roomId } of keys) answering.attend(roomId)
  })
  open.adopt(forgetDaily(store, failed.reject), clearInterval)
  for (const room of store.rooms()) answering.attend(room)
  const invitations = createInvitations({ ...shared, patience: listening }, settings.invitesFrom)
  const tools = { ...shared, invitations, answering, upkeep, patience: listening }
  await Promise.race([failed.promise, listen(tools)]).catch((error) => {
    if (!stop.aborted) throw error
  })
  await upkeep.rest()
  await Promise.race([answering.rest(), new Promise((resolve) => setTimeout(resolve, lastOrders).unref())])
}

/** Forgets what is remembered no longer, now and every day. */
function forgetDaily(store: Store, fail: (error: unknown) => void): NodeJS.Timeout {
  const forget = () => store.forgetBefore(Date.now() - memory)
  forget()
  return setInterval(() => {
    try {
      forget()
    } catch (error) {
      fail(error)
    }
  }, day).unref()
}

function mute(): void {}

/** Asks the server who we are, which also tells whether it takes the token. */
async function introduce(client: MatrixClient, patience: Patience): Promise<Identity> {
  const get = <T>(path: string, read: (answer: unknown) => T) =>
    request(client, { method: 'GET', path, read }, patience)
  const userId = await get('/account/whoami', userIdOf).catch((error) => {
    if (!isRefusal(error) && !(error instanceof OddAnswer)) throw error
    throw new MatrixProblem(
      `${client.homeserverUrl} is no Matrix homeserver (${describeFailure(error)}). Correct matrix.homeserver in the configuration.`,
    )
  })
  const path = `/profile/${encodeURIComponent(userId)}/displayname`
  const { displayname } = await get(path, objectIn).catch(() => objectIn(undefined))
  const localpart = userId.slice(1).split(':', 1)[0] ?? userId
  return { userId, name: typeof displayname === 'string' ? displayname : localpart }
}

/** Loaded only where it is wanted, because it takes some memory. */
async function openEncryption(client: MatrixClient, folder: string, { membersOf }: Rooms): Promise<Encryption> {
  const { Encryption } = await import('./crypto/encryption.ts')
  return new Encryption(client, folder, membersOf)
}

/** Does something again, after a pause, for as long as what the server says to it makes no sense. */
async function untilSensible(work: () => Promise<void>, { signal, onHiccup }: Patience): Promise<void> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof OddAnswer)) throw error
      onHiccup?.(describeFailure(error))
      await sleep(pause, undefined, { signal })
    }
  }
}

/** Opens the encryption store and lets other clients trust this device, as far as that needs no password. */
async function prepare(encryption: Encryption, { signal }: Patience, log: Log): Promise<void> {
  await encryption.prepare()
  signal.throwIfAborted()
  try {
    await encryption.crossSign()
  } catch (error) {
    if (!(error instanceof EncryptionError) || error.reason !== 'password-needed') throw error
    log('warn', "{problem} Until then some people's clients may keep their messages from the bot.", {
      problem: error.message,
    })
  }
}
