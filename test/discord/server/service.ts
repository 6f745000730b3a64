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
  /** Base address of the HTTP part, once it listens. */
  readonly address: () => string
  readonly shards: number
  readonly maxConcurrency: number
}
