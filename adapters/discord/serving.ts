import { setTimeout as sleep } from 'node:timers/promises'
import {
  type APIApplication,
  type Client,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  Status,
  type TextBasedChannel,
} from 'discord.js'
import type { Monitor } from '../monitor.ts'
import { catchUp, recentChannels } from './catch-up.ts'
import { createClient } from './client.ts'
import type { DiscordOptions } from './discord-options.ts'
import { DiscordProblem } from './discord-problem.ts'
import { createInteractions } from './interactions.ts'
import { listen, listenNoMore } from './listening.ts'
import { createMessages } from './messages.ts'
import { createPlatform } from './platform.ts'
import { describeFailure, type Patience, unknownToken } from './requests.ts'
import type { Store, Undone } from './store.ts'
import type { Tools } from './tools.ts'
import { keepUp } from './upkeep.ts'
import { createWork, type Work } from './work.ts'

/** A logged-in time: what it is about, and how. */
export interface Serving {
  readonly options: DiscordOptions
  readonly application: APIApplication
  readonly store: Store
  /** Questions that earlier processes left undone. */
  readonly undone: readonly Undone[]
  /** Whether Discord shows the bot what people write to others. */
  readonly readsText: boolean
}

/** Why a logged-in time ended: it was to, Discord hides texts from now on, or it could not be reached at first. */
export type Ending = 'stopped' | 'text-hidden' | 'unreachable'

/** How long answers in hand may take after the end, in milliseconds. */
const lastOrders = 8_000

/** How long it is remembered which question was answered by what, and how often that is looked after, in milliseconds. */
const memory = 30 * 24 * 60 * 60_000
const lookingAfter = 24 * 60 * 60_000

/** Logs in and answers until there is a reason to end; what is in hand is still answered. */
export async function serve(serving: Serving): Promise<Ending> {
  const { settings, token, log, monitor, stop } = serving.options
  const client = createClient(settings, serving.readsText)
  const cut = new AbortController()
  const ending = Promise.withResolvers<Ending>()
  const end = () => ending.resolve('stopped')
  stop.addEventListener('abort', end)
  if (stop.aborted) end()
  client.on(Events.Error, (error) =>
    log('warn', 'The connection failed: {reason}. Trying again.', { reason: describeFailure(error) }),
  )
  watchConnections(client, monitor)
  client.on(Events.ShardDisconnect, ({ code }) => endWith(code, serving, ending))
  const [work, upkeep] = [createWork(), createWork()]
  attend(serving, client, { work, upkeep }, cut.signal, ending.reject)
  const forgetting = setInterval(() => forget(serving.store, ending.reject), lookingAfter)
  forget(serving.store, ending.reject)
  try {
    client.login(token).catch((error) => endBecause(error, serving, ending))
    return await ending.promise
  } finally {
    stop.removeEventListener('abort', end)
    clearInterval(forgetting)
    listenNoMore(client)
    const rest = work.rest().then(() => upkeep.rest())
    await Promise.race([rest, sleep(lastOrders, undefined, { ref: false })])
    cut.abort()
    await client.destroy()
  }
}

/** Discord speaks to the bot through several connections; what is asked is heard while all of them are up. */
function watchConnections(client: Client, monitor: Monitor): void {
  const look = () => {
    const down = client.ws.shards.filter(({ status }) => status !== Status.Ready).size
    if (down === 0) monitor.connected()
    else monitor.disconnected(`${down} of ${client.ws.shards.size} connections are down`)
  }
  for (const event of [
    Events.ShardReady,
    Events.ShardResume,
    Events.ShardReconnecting,
    Events.ShardDisconnect,
  ] as const)
    client.on(event, look)
}

function forget(store: Store, fail: Tools['fail']): void {
  try {
    store.forgetBefore(Date.now() - memory)
  } catch (error) {
    fail(error)
  }
}

/** Answers all that comes, and on each new connection what was missed before it; pinned cards are kept beside that. */
function attend(
  { options, application, store, undone, readsText }: Serving,
  client: Client,
  { work, upkeep }: { readonly work: Work; readonly upkeep: Work },
  signal: AbortSignal,
  fail: Tools['fail'],
): void {
  const { bot, settings, log, monitor } = options
  const onHiccup = (reason: string) =>
    log('warn', '{server} does not answer ({reason}). Trying again.', { server: settings.api, reason })
  const patience: Patience = { signal, onHiccup, onRetry: monitor.retried }
  const boardTools = { bot, client, applicationId: application.id, store, patience }
  const platform = createPlatform(boardTools)
  const me = application.bot?.id ?? application.id
  const keep = (which: 'all' | 'changed') =>
    upkeep.do(which, () => keepUp({ bot, platform, patience, log, fail }, which))
  const owed = new Set(undone.map(({ question }) => question))
  const lookAgain: Tools['lookAgain'] = ({ id, channel }) => {
    owed.add(id)
    work.do(`again ${id}`, () => find([channel]))
  }
  const tools: Tools = {
    ...{ ...boardTools, platform, me, readsText, log, monitor, fail },
    ...{ keepUp: () => keep('changed'), lookAgain },
  }
  const messages = createMessages(tools)
  listen(client, work, messages, createInteractions(tools))
  const since = () => Math.max(Date.now() - options.catchUp, store.since)
  const find = (channels: readonly TextBasedChannel[]) =>
    catchUp({ ...tools, work, messages, undone: owed }, channels, since())
  client.on(Events.ShardReady, (shard) => work.do(`shard ${shard}`, () => find(recentChannels(tools, shard, since()))))
  client.once(Events.ClientReady, ({ user }) => {
    log('info', 'Answering as {name}.', { name: user.username })
    if (!readsText) log('warn', textHidden, { prefix: bot.prefix({ platform: platform.name, id: '' }) })
    keep('all')
    bot.whenReloaded(() => keep('all'), signal)
    work.do('undone', async () => find(await channelsOf(client, new Set(undone.map(({ channel }) => channel)))))
  })
}

/** Direct chats are not announced, so they are asked for. */
async function channelsOf(client: Client, ids: ReadonlySet<string>): Promise<readonly TextBasedChannel[]> {
  const channels = await Promise.all([...ids].map((id) => client.channels.fetch(id).catch(() => null)))
  return channels.flatMap((channel) => (channel?.isTextBased() ? [channel] : []))
}

const textHidden =
  '"Message Content Intent" is off on the page "Bot" of the developer portal, so messages that begin with {prefix} are not answered; mentions, direct messages and slash commands are.'

function endWith(code: number, { readsText }: Serving, ending: PromiseWithResolvers<Ending>): void {
  if (code === GatewayCloseCodes.DisallowedIntents && readsText) ending.resolve('text-hidden')
  else ending.reject(new DiscordProblem(reasons[code] ?? `Discord ended the connection with code ${code}.`))
}

/** Before the first connection, what fails may succeed later; after it, discord.js tries again by itself. */
function endBecause(
  error: Error & { readonly code?: unknown },
  serving: Serving,
  ending: PromiseWithResolvers<Ending>,
) {
  if (error.message === 'Used disallowed intents') return endWith(GatewayCloseCodes.DisallowedIntents, serving, ending)
  if (error.code === DiscordjsErrorCodes.TokenInvalid)
    return endWith(GatewayCloseCodes.AuthenticationFailed, serving, ending)
  serving.options.log('warn', 'Discord cannot be reached ({reason}). Trying again.', { reason: describeFailure(error) })
  ending.resolve('unreachable')
}

/** What an operator must do after the gateway closed for good. */
const reasons: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: unknownToken,
  [GatewayCloseCodes.DisallowedIntents]:
    'Discord does not let the bot hear of messages. Look at "Privileged Gateway Intents" on the page "Bot" of the developer portal.',
  [GatewayCloseCodes.ShardingRequired]:
    'The bot is in too many servers for one connection. Set discord.shards to "auto" in the configuration.',
}
