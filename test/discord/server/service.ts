import type { APIUser } from 'discord.js'
import type { Clock } from './clock.ts'
import type { CommandRegistry } from './commands.ts'
import type { InteractionLog } from './interactions.ts'
import type { World } from './world.ts'

/** What the parts of the fake Discord share. */
export interface Service {
  readonly world: World
  readonly clock: Clock
  readonly token: string
  /** The bot; its application has the same id. */
  readonly bot: APIUser
  /** Whether the application is allowed to read what is not meant for it. */
  readonly messageContent: boolean
  readonly commands: CommandRegistry
  readonly interactions: InteractionLog
  /** Base address where the bot finds the HTTP part, once it listens. */
  readonly address: () => string
  readonly shards: number
  readonly maxConcurrency: number
  /** After how many milliseconds a connection to the gateway must give a sign of life. */
  readonly heartbeat: number
}
