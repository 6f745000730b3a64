import type { APIUser } from 'discord.js'
import type { Patience } from './await-change.ts'
import type { Gateway } from './gateway.ts'
import type { Seen } from './seen.ts'
import type { Service } from './service.ts'
import type { Message } from './world.ts'

/** Who somebody is, and what their acts reach. */
export interface Self {
  readonly user: APIUser
  readonly locale: string
  readonly service: Service
  readonly gateway: Gateway
  readonly patience: Patience
}

/** What a person acts on: a message, or what they saw of it. */
export type On = Message | Pick<Seen, 'message'>

export function messageOf(on: On): Message {
  return 'message' in on ? on.message : on
}
