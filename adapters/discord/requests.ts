import { DiscordAPIError, HTTPError } from 'discord.js'
import { DiscordProblem } from './discord-problem.ts'

/** Waits for a request of discord.js, which asks again where that helps, and tells the operator why it failed for good. */
export async function orProblem<T>(what: string, request: Promise<T>): Promise<T> {
  try {
    return await request
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 401)
      throw new DiscordProblem(
        'Discord does not know the token in DISCORD_TOKEN. Reset it on the page "Bot" of the developer portal and put the new one there.',
      )
    throw new DiscordProblem(`Discord did not ${what} (${reasonOf(error)}). Check discord.api, or try again later.`)
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof DiscordAPIError) return `${error.status}, code ${error.code}: ${error.message}`
  if (error instanceof HTTPError) return String(error.status)
  const { message, code } = error as NodeJS.ErrnoException
  return message || (code ?? 'no reason given')
}
