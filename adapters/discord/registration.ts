import { isDeepStrictEqual } from 'node:util'
import {
  type REST,
  type RESTGetAPIApplicationCommandsResult,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js'

type Declaration = RESTPutAPIApplicationCommandsJSONBody

/**
 * Registers commands for every server and person, unless they are registered so already: Discord counts new ones, and
 * clients load them anew. Returns whether it did.
 */
export async function registerCommands(rest: REST, application: string, declaration: Declaration): Promise<boolean> {
  const route = Routes.applicationCommands(application)
  const query = new URLSearchParams({ with_localizations: 'true' })
  const registered = (await rest.get(route, { query })) as RESTGetAPIApplicationCommandsResult
  if (isDeepStrictEqual(essence(registered), essence(declaration))) return false
  await rest.put(route, { body: declaration })
  return true
}

/** What is said of commands in a declaration; Discord adds ids and versions. */
const declared = [
  ...['type', 'name', 'name_localizations', 'description', 'description_localizations', 'options'],
  ...['integration_types', 'contexts', 'default_member_permissions', 'nsfw'],
]

function essence(commands: readonly object[]) {
  return Object.fromEntries(
    commands.map((command) => {
      const said = Object.fromEntries(Object.entries(command).filter(([key]) => declared.includes(key)))
      return [`${said.type} ${said.name}`, withoutDefaults(said)]
    }),
  )
}

/** Discord gives back as null, false or empty what was left out. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value)
    .map(([key, part]) => [key, withoutDefaults(part)] as const)
    .filter(([, part]) => !isDefault(part))
  return Object.fromEntries(kept)
}

function isDefault(value: unknown): boolean {
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0
  return isEmpty || value === null || value === undefined || value === false || value === ''
}
