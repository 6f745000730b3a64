import confirm from '@inquirer/confirm'
import input from '@inquirer/input'
import type { ConfigurationInput } from '../configuration.ts'
import { expectedAt, schemaAt } from '../configuration-key.ts'
import type { Surroundings } from './surroundings.ts'

/** Asks for what has no default that fits everybody; each answer is held to the schema of its key at once. */
export async function askForChoices(surroundings: Surroundings): Promise<ConfigurationInput> {
  const platforms = await askForPlatforms()
  const matrix = platforms.matrix ? { matrix: await askAboutMatrix() } : {}
  const discord = platforms.discord ? { discord: {} } : {}
  const content = await askForContent(surroundings)
  const language = await askForLanguage(surroundings, content.content)
  const state = await ask('Folder for what must last:', ['state'], {
    ...{ usual: './state', obstacleTo: surroundings.obstacleToState },
  })
  const isWatched = await confirm({ message: 'Let monitoring on this machine ask how the bot is?', default: false })
  return { state, language, ...content, ...matrix, ...discord, ...(isWatched ? { health: {} } : {}) }
}

async function askForPlatforms(): Promise<{ matrix: boolean; discord: boolean }> {
  const matrix = await confirm({ message: 'Answer in Matrix rooms?' })
  const discord = await confirm({ message: 'Answer in Discord servers?', default: !matrix })
  if (matrix || discord) return { matrix, discord }
  process.stdout.write('The bot needs at least one of them.\n')
  return askForPlatforms()
}

async function askAboutMatrix() {
  const homeserver = await ask('Address of the homeserver:', ['matrix', 'homeserver'], {
    usual: 'http://localhost:8008',
  })
  const encryption = await confirm({ message: 'Answer in encrypted rooms, too?' })
  const message = 'Whose invitations are accepted? Servers and user ids, with commas between; nobody if empty:'
  const invitesFrom = await ask(message, ['matrix', 'invitesFrom'], { read: listIn })
  return { homeserver, encryption, invitesFrom: listIn(invitesFrom) }
}

async function askForContent({ obstacleToContent: obstacleTo }: Surroundings): Promise<{ content?: string }> {
  const read = (typed: string) => typed || undefined
  const content = await ask('Folder of facts of your own; none if empty:', ['content'], { read, obstacleTo })
  return content === '' ? {} : { content }
}

async function askForLanguage({ languages, obstacleToLanguage }: Surroundings, content?: string): Promise<string> {
  const known = await languages(content)
  return ask(`Language of rooms that chose none (${known.join(', ')}):`, ['language'], {
    usual: 'en',
    obstacleTo: (language) => obstacleToLanguage(language, content),
  })
}

interface Asking {
  /** What an empty line stands for. */
  readonly usual?: string
  /** What the schema is to be given of what was typed. */
  readonly read?: (typed: string) => unknown
  readonly obstacleTo?: (typed: string) => Promise<string | undefined> | string | undefined
}

async function ask(message: string, path: readonly string[], asking: Asking): Promise<string> {
  const { usual = '', read = (typed) => typed, obstacleTo } = asking
  const schema = schemaAt(path)
  const validate = async (typed: string) => {
    const answer = typed.trim()
    if (!schema.safeParse(read(answer)).success) return `Give ${expectedAt(path)}.`
    return (answer === '' ? undefined : await obstacleTo?.(answer)) ?? true
  }
  return (await input({ message, default: usual, validate })).trim()
}

/** What stands between commas or blanks. */
function listIn(typed: string): string[] {
  return typed.split(/[\s,]+/).filter((item) => item !== '')
}
