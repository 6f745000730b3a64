import type { MatrixClient } from 'matrix-bot-sdk'
import type { Bot } from '../../src/index.ts'
import type { Log } from '../log.ts'
import type { Monitor } from '../monitor.ts'
import type { Identity } from './address.ts'
import type { Encryption } from './crypto/encryption.ts'
import type { PinnedEvents } from './pinned-events.ts'
import type { Patience } from './requests.ts'
import type { Rooms } from './rooms.ts'
import type { Sender } from './sender.ts'
import type { Store } from './store.ts'

/** What answering needs. */
export interface Tools {
  readonly bot: Bot
  readonly client: MatrixClient
  readonly encryption: Encryption | undefined
  readonly store: Store
  readonly rooms: Rooms
  readonly pinnedEvents: PinnedEvents
  readonly sender: Sender
  readonly me: Identity
  readonly patience: Patience
  readonly log: Log
  readonly monitor: Monitor
  /** Up to what age questions are answered, in milliseconds. */
  readonly catchUp: number
  /** Called with what makes going on impossible. */
  readonly fail: (error: unknown) => void
}
