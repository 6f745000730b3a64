import { type APIApplication, ApplicationIntegrationType, Routes } from 'discord.js'
import { type DiscordConfiguration, discordConfiguration } from './configuration.ts'
import { mayReadText } from './intents.ts'
import { invitations } from './invitation.ts'
import { openRest, orProblem } from './requests.ts'

/** Where Discord is, unless it is the service itself, and the bot's token, asked for once what it is has been said. */
export interface LoginOptions {
  readonly settings?: DiscordConfiguration | undefined
  readonly token: () => string
}

const instructions = `Discord makes accounts for bots in its developer portal, https://discord.com/developers/applications:
1. Make an application. On its page "Bot", reset the token and put it into the environment of "npm run bot" and of this
   command as DISCORD_TOKEN, or into a file that DISCORD_TOKEN_FILE names. Whoever has it is the bot: show it to nobody.
2. On the page "Bot", "Message Content Intent" is optional. With it, messages that begin with !messenger are answered;
   without it the bot answers slash commands, mentions and direct messages, and cannot read anything else.
3. On the page "Installation", switch on "User Install" and "Guild Install".
`

/** Says how the bot gets an account, and prints the addresses that install it. Exit code 0. */
export async function logInToDiscord({
  settings = discordConfiguration.parse({}),
  token,
}: LoginOptions): Promise<number> {
  process.stderr.write(`${instructions}\n`)
  const rest = openRest(settings.api, token())
  const application = await orProblem(
    'say which application the token belongs to',
    rest.get(Routes.currentApplication()) as Promise<APIApplication>,
  )
  process.stderr.write(`${remarks(application).join('\n')}\n\n`)
  const { server, person } = invitations(application.id)
  process.stdout.write(
    `To a server, with its least permissions:\n${server}\nTo yourself, for all your chats:\n${person}\n`,
  )
  return 0
}

/** What the application is and how it is set up now. */
function remarks(application: APIApplication): readonly string[] {
  const { name, integration_types_config: kinds } = application
  const isForPeople = kinds?.[ApplicationIntegrationType.UserInstall] !== undefined
  return [
    `The token is that of "${name}".`,
    `Message Content Intent: ${mayReadText(application) ? 'on' : 'off, so !messenger is not answered; mentions and slash commands are'}.`,
    ...(isForPeople ? [] : ['User Install: off, so the second address does not work until it is switched on.']),
  ]
}
