import { setTimeout as sleep } from 'node:timers/promises'
import type { Discord } from '../discord/server/start-discord.ts'
import type { Homeserver } from '../e2e/homeserver.ts'
import type { Network } from '../support/network.ts'
import { type Outage, type Platform, recovery } from './ledger.ts'

/** Something that goes wrong with a platform or the way there, and is over after some seconds. */
export interface Trouble {
  readonly name: string
  readonly seconds: number
  readonly forgets: boolean
  readonly begin: () => unknown
  readonly end?: () => void
  /** Whether the platform has the bot back, where it knows. */
  readonly isOver?: () => boolean
}

const harmless = { forgets: false, seconds: 0 }

/** What goes wrong with a network; `noticed` is how long the bot may take to find out that nobody answers any more. */
function troubleOf(network: Network, { forgets, noticed }: { readonly forgets: boolean; readonly noticed: number }) {
  const end = network.heal
  return [
    { ...harmless, name: 'connections cut', begin: network.cut },
    { name: 'connections refused', seconds: 15, forgets, begin: network.refuse, end },
    { name: 'slow network', seconds: 20, forgets: false, begin: () => network.slow({ latency: 500 }), end },
    { name: 'nothing gets through', seconds: 12, forgets, begin: network.stall, end },
    { name: 'connections half open', seconds: noticed, forgets, begin: network.forget },
    { name: 'connections refused, for long', seconds: 140, forgets, begin: network.refuse, end },
  ]
}

/** What goes wrong with Matrix. Its server keeps what was missed. */
export function troubleOfMatrix(homeserver: Homeserver, network: Network): readonly Trouble[] {
  return [
    { ...harmless, name: 'Synapse killed and started', begin: homeserver.restart },
    // A sync may take half a minute, and answers as late as 45 s after that.
    ...troubleOf(network, { forgets: false, noticed: 80 }),
  ]
}

/** What goes wrong with Discord, which tells again what was missed only as long as it knows the session. */
export function troubleOfDiscord({ gateway }: Discord, network: Network, heartbeat: number): readonly Trouble[] {
  const isOver = () => gateway.connected().length > 0
  const troubles = [
    { ...harmless, name: 'gateway cut', begin: () => gateway.cut() },
    { ...harmless, name: 'session forgotten', forgets: true, begin: () => gateway.invalidate() },
    { ...harmless, name: 'asked to reconnect', begin: () => gateway.askToReconnect() },
    // Two heartbeats, and half a minute until the closing of the connection is given up.
    ...troubleOf(network, { forgets: true, noticed: (2 * heartbeat) / 1_000 + 35 }),
  ]
  return troubles.map((trouble) => ({ ...trouble, isOver }))
}

/** What happened, and the times in which a platform could not be reached. */
export interface Chronicle {
  readonly outages: Outage[]
  readonly counts: Map<string, number>
}

/** Lets something go wrong, and writes it down. */
export async function undergo(
  platform: Platform | 'both',
  { name, seconds, forgets, begin, end, isOver = () => true }: Trouble,
  { outages, counts }: Chronicle,
  signal: AbortSignal,
): Promise<void> {
  const from = Date.now()
  const what = `${platform}: ${name}`
  counts.set(what, (counts.get(what) ?? 0) + 1)
  try {
    await begin()
    await sleep(seconds * 1_000, undefined, { signal })
  } finally {
    end?.()
    const latest = Date.now() + recovery
    while (!isOver() && Date.now() < latest) await sleep(100)
    outages.push({ platform, from, to: Date.now(), forgets })
  }
}
