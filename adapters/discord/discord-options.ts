import type { Bot } from '../../src/index.ts'
import type { Log } from '../log.ts'
import type { Monitor } from '../monitor.ts'
import type { DiscordConfiguration } from './configuration.ts'

/** What the adapter works with. */
export interface DiscordOptions {
  readonly bot: Bot
  readonly settings: DiscordConfiguration
  readonly token: string
  /** The folder of the state; the adapter keeps its own below it. */
  readonly folder: string
  /** Up to what age questions are answered that were asked while nobody listened, in milliseconds. */
  readonly catchUp: number
  readonly log: Log
  readonly monitor: Monitor
  /** Ends the work: what is in hand is still answered. */
  readonly stop: AbortSignal
}
