import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type APIApplication, type REST, Routes } from 'discord.js'
import { declareCommands } from './declaration.ts'
import type { DiscordOptions } from './discord-options.ts'
import { DiscordProblem } from './discord-problem.ts'
import { mayReadText } from './intents.ts'
import { registerCommands } from './registration.ts'
import { describeFailure, openRest, orProblem, type Patience, persist } from './requests.ts'
import { type Ending, serve } from './serving.ts'
import { openStore } from './store.ts'

/** How long to wait before logging in again, in milliseconds. */
const pause = 5_000

/** Answers on Discord until it is stopped. Rejects, with a line for the operator, when it cannot go on. */
export async function startDiscord(options: DiscordOptions): Promise<void> {
  const { bot, settings, token, folder, log, monitor, stop } = options
  const onHiccup = (reason: string) =>
    log('warn', '{server} does not answer ({reason}). Trying again.', { server: settings.api, reason })
  const patience: Patience = { signal: stop, onHiccup, onRetry: monitor.retried }
  const rest = openRest(settings.api, token)
  const application = await introduce(rest, patience)
  const register = async () => {
    const declare = () => registerCommands(rest, application.id, declareCommands(bot))
    if (await persist(declare, patience)) log('info', 'Registered the commands.')
  }
  await orProblem('register the commands', register())
  const registerAnew = () =>
    register().catch((error) => {
      if (!stop.aborted)
        log('warn', 'The commands could not be registered anew: {reason}.', { reason: describeFailure(error) })
    })
  bot.whenReloaded(registerAnew, stop)
  // What is prepared for the first question takes longer than all after it, and Discord waits for three seconds.
  bot.mentionedIn({ text: '', place: { platform: 'discord', id: '' }, moderates: false })
  const store = openStore(join(folder, 'discord'))
  try {
    const undone = store.leftUndone()
    let readsText = mayReadText(application)
    let ending: Ending
    do {
      ending = await serve({ options, application, store, undone, readsText })
      if (ending === 'text-hidden') readsText = false
      if (ending === 'unreachable') await sleep(pause, undefined, { signal: stop })
    } while (ending !== 'stopped')
  } finally {
    store.close()
  }
}

/** Asks Discord who the bot is, which also tells whether it takes the token. */
async function introduce(rest: REST, patience: Patience): Promise<APIApplication> {
  const ask = () => rest.get(Routes.currentApplication()) as Promise<APIApplication>
  const application = await orProblem('say which application the token belongs to', persist(ask, patience))
  if (typeof application.id === 'string') return application
  throw new DiscordProblem('What answers at discord.api is not Discord. Correct the address in the configuration.')
}
