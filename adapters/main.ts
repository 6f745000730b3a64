import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Configuration } from './configuration.ts'
import { isExpected } from './expected.ts'

/** Thrown for wrong usage or configuration; the message is one clear line and the exit code 2. */
class UsageError extends Error {}

const root = fileURLToPath(new URL('..', import.meta.url))

const commandLines: Readonly<Record<string, (words: readonly string[]) => Promise<number>>> = {
  chat: async (words) => {
    const { config } = options(words, { config: { type: 'string' } }).values
    const { chat } = await import('./terminal/chat.ts')
    return chat({ root, config: await read(config) })
  },
  ask: async (words) => {
    const { values, positionals } = options(words, { json: { type: 'boolean' }, language: { type: 'string' } }, true)
    const { ask } = await import('./terminal/ask.ts')
    return ask({ root, json: values.json ?? false, language: values.language, question: positionals.join(' ') })
  },
  bot: async (words) => {
    const { config } = options(words, { config: { type: 'string' } }).values
    const { readConfigurationApart } = await import('./configuration-apart.ts')
    const { run } = await import('./run.ts')
    return run({ root, config: await readConfigurationApart(named(config)) })
  },
  content: async (words) => {
    const { validateContent } = await import('./content.ts')
    return validateContent(root, words[0])
  },
  configuration: async (words) => {
    const { config } = options(words, { config: { type: 'string' } }).values
    const { readConfiguration } = await import('./read-configuration.ts')
    process.stdout.write(JSON.stringify(await readConfiguration(root, named(config), { forBot: true })))
    return 0
  },
  login: async (words) => {
    const { values, positionals } = options(words, { config: { type: 'string' }, user: { type: 'string' } }, true)
    const [platform = ''] = positionals
    const logIn = Object.hasOwn(logins, platform) ? logins[platform] : undefined
    if (!logIn) throw new UsageError(`Name the platform to log in to: "npm run login -- matrix" or "-- discord".`)
    return logIn(values)
  },
  state: async (words) => {
    const { values, positionals } = options(words, { config: { type: 'string' } }, true)
    const { manageState } = await import('./state.ts')
    return manageState(positionals, await needed(values.config))
  },
  init: async (words) => {
    const [file = './messenger-guide.yaml', ...more] = options(words, {}, true).positionals
    if (more.length > 0) throw new UsageError('Name one file to write: npm run init -- FILE.')
    const { init } = await import('./init/init.ts')
    return init({ root, file })
  },
  check: async (words) => {
    const { values } = options(words, { config: { type: 'string' }, ids: { type: 'boolean' } })
    const { check } = await import('./check.ts')
    return check({ root, config: values.config, ids: values.ids ?? false })
  },
}

const logins: Readonly<Record<string, (values: { config?: string; user?: string }) => Promise<number>>> = {
  matrix: async ({ config, user }) => {
    if (user === undefined) throw new UsageError('Name the account: --user NAME.')
    const { logInToMatrix } = await import('./matrix/login.ts')
    return logInToMatrix({ ...matrixOf(await needed(config)), user })
  },
  discord: async ({ config }) => {
    const { logInToDiscord } = await import('./discord/login.ts')
    const { secret } = await import('./secret.ts')
    return logInToDiscord({ settings: (await read(config))?.discord, token: () => secret('DISCORD_TOKEN') })
  },
}

type OptionTypes = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>

function options<const O extends OptionTypes>(words: readonly string[], known: O, questions = false) {
  try {
    return parseArgs({ args: [...words], options: known, allowPositionals: questions })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

async function read(config: string | undefined) {
  if (config === undefined) return undefined
  const { readConfiguration } = await import('./read-configuration.ts')
  return readConfiguration(root, config)
}

async function needed(config: string | undefined): Promise<Configuration> {
  const { readConfiguration } = await import('./read-configuration.ts')
  return readConfiguration(root, named(config))
}

function named(config: string | undefined): string {
  if (config === undefined) throw new UsageError('Name the configuration file: --config FILE.')
  return config
}

function matrixOf({ matrix, state }: Configuration) {
  if (!matrix)
    throw new UsageError('The configuration has no "matrix" section. Add one with the address of the homeserver.')
  return { settings: matrix, folder: state }
}

async function main(): Promise<number> {
  const [name = '', ...words] = process.argv.slice(2)
  const commandLine = Object.hasOwn(commandLines, name) ? commandLines[name] : undefined
  if (!commandLine) throw new UsageError(`Unknown command "${name}". Known: ${Object.keys(commandLines).join(', ')}.`)
  return commandLine(words)
}

try {
  process.exitCode = await main()
} catch (error) {
  if (error instanceof UsageError || isExpected(error)) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  } else {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exitCode = 1
  }
}
// The connections of platform libraries would keep the process for up to half a minute.
if (['bot', 'login'].includes(process.argv[2] ?? '')) process.exit()
