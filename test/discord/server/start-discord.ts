import type { AddressInfo } from 'node:net'
import { type Patience, withPatience } from './await-change.ts'
import { createClock } from './clock.ts'
import { createCommandRegistry } from './commands.ts'
import { createGateway } from './gateway.ts'
import { createHttp } from './http.ts'
import { createInteractionLog } from './interactions.ts'
import { createPerson } from './person.ts'
import { createPlaces } from './places.ts'
import type { RateLimit } from './rate-limits.ts'
import type { Service } from './service.ts'
import { describeViolation } from './violations.ts'
import { createWorld, type Message, type Writing } from './world.ts'

/** What a fake Discord can be like. */
export interface DiscordOptions {
  /** Whether the application may use the message-content intent. */
  readonly messageContent?: boolean
  /** How many shards it recommends. */
  readonly shards?: number
  /** How many shards may identify at once. */
  readonly maxConcurrency?: number
  /** How many requests a route takes, by default so many that no test has to wait. */
  readonly rateLimit?: RateLimit
  /** For how many milliseconds people wait for the bot. */
  readonly patience?: number
  /** After how many milliseconds a connection must give a sign of life. */
  readonly heartbeat?: number
  /** Lays something before it: given its address, gives the one where the bot finds it. */
  readonly behind?: (address: string) => Promise<string>
}

/** Starts a Discord on loopback, to which a real client can log in. Closing it fails if the bot broke a rule. */
export async function startDiscord({
  messageContent = true,
  shards = 1,
  maxConcurrency = 16,
  rateLimit = { requests: 10_000, seconds: 1 },
  patience: milliseconds = 5000,
  heartbeat = 41_250,
  behind = (own) => Promise.resolve(own),
}: DiscordOptions = {}) {
  const clock = createClock()
  const world = createWorld(clock)
  const bot = world.addUser('guide', true)
  let address = ''
  const service: Service = {
    world,
    clock,
    bot,
    token: `${Buffer.from(bot.id).toString('base64')}.fake.token`,
    messageContent,
    commands: createCommandRegistry(world),
    interactions: createInteractionLog(clock, world.ids.next),
    address: () => address,
    heartbeat,
    shards,
    maxConcurrency,
  }
  const http = createHttp(service, rateLimit)
  const gateway = createGateway(http.server, service)
  await new Promise<void>((resolve) => http.server.listen(0, '127.0.0.1', resolve))
  address = await behind(`http://127.0.0.1:${(http.server.address() as AddressInfo).port}`)
  const { violations } = http
  const patience: Patience = { milliseconds, world, violations: violations.events }

  return {
    /** The address for the client's `rest.api`. */
    api: `${address}/api`,
    token: service.token,
    bot,
    clock,
    gateway,
    faults: http.faults,
    /** All requests in the order of their answers. */
    requests: http.requests,
    /** The next request of a route, once it is answered. */
    nextRequest: (route: string) => withPatience(patience, route, http.nextRequest(route)),
    violations: violations.found,
    /** Takes out the violations that a test expected. */
    takeViolations: violations.take,
    commands: service.commands,
    ...createPlaces(service),
    /** A person whose client speaks a language. */
    person: (name: string, locale = 'en-US') =>
      createPerson({ user: world.addUser(name), locale, service, gateway, patience }),
    /** Puts a message of the bot into a channel, as an older version may have left it. */
    leave: (channel: Message['channel'], writing: Partial<Writing>) => world.addMessage(channel, bot, writing),
    /** Sends an update of a message that changes nothing, as Discord does when it finds a preview of a link. */
    unfurl: (message: Message) => world.tell({ kind: 'message-edited', message }),
    close: async () => {
      gateway.close()
      http.server.closeAllConnections()
      await new Promise((resolve) => http.server.close(resolve))
      if (violations.found.length > 0) throw new Error(violations.found.map(describeViolation).join('\n'))
    },
  }
}

export type Discord = Awaited<ReturnType<typeof startDiscord>>
