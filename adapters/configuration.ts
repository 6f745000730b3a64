import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { describeProblem, type Limit, type Limits, nearest, readYaml, usualLimits } from '../src/index.ts'
import { type DiscordConfiguration, discordConfiguration } from './discord/configuration.ts'
import { type MatrixConfiguration, matrixConfiguration } from './matrix/configuration.ts'

const units = { s: 1000, min: 60_000, h: 3_600_000 }
/** A time such as "30s", "10min" or "2h", in milliseconds. */
const duration = z
  .string()
  .regex(/^\d{1,4}(s|min|h)$/, 'is no time such as "10min"')
  .transform((text) => Number.parseInt(text, 10) * (units[text.replace(/^\d+/, '') as keyof typeof units] ?? 0))

/** A limit such as "10/min". */
const limit = z
  .string()
  .regex(/^[1-9]\d{0,5}\/(s|min|h)$/, 'is no limit such as "10/min"')
  .transform((text): Limit => {
    const [count = '', unit = ''] = text.split('/')
    return { count: Number(count), seconds: units[unit as keyof typeof units] / 1000 }
  })

/** A section without anything in it is one where nothing was chosen. */
const section = <S extends z.ZodType>(schema: S) => z.preprocess((given) => given ?? {}, schema)

const limits = z
  .strictObject({
    /** Questions that one person may ask. */
    perAsker: limit.default(usualLimits.perAsker),
    /** Questions that all in a place may ask together. */
    perPlace: limit.default(usualLimits.perPlace),
    /** Questions asked while the bot was away are answered up to this age; servers remember what was said for a day. */
    catchUp: duration.refine((time) => time <= 12 * units.h, 'is more than 12h').default(10 * units.min),
  })
  .prefault({})

const health = z.strictObject({
  /** Address that is listened on: this machine alone, unless another is given. */
  host: z.string().min(1).default('127.0.0.1'),
  /** 0 takes any that is free. */
  port: z.int().min(0).max(65535).default(9464),
})

const log = z
  .strictObject({
    /** The least grave messages that are written. */
    level: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  })
  .prefault({})

const schema = z.strictObject({
  /** Folder of the state, relative to the file. */
  state: z.string().min(1).default('./state'),
  /** BCP 47 tag: the language of a place that set none. */
  language: z.string().min(2).default('en'),
  /** Folder of the operator's own data and locales, relative to the file. */
  content: z.string().min(1).optional(),
  limits: section(limits),
  matrix: section(matrixConfiguration).optional(),
  discord: section(discordConfiguration).optional(),
  /** Where the process is watched from outside; off when absent. */
  health: section(health).optional(),
  log: section(log),
})

/** The operator's choices, with paths made absolute. */
export interface Configuration {
  readonly state: string
  readonly language: string
  readonly content?: string | undefined
  /** Times in milliseconds. */
  readonly limits: Limits & { readonly catchUp: number }
  readonly matrix?: MatrixConfiguration | undefined
  readonly discord?: DiscordConfiguration | undefined
  readonly health?: { readonly host: string; readonly port: number } | undefined
  readonly log: { readonly level: 'debug' | 'info' | 'warn' | 'error' }
}

/** Thrown with every problem of a configuration file, one line each. */
export class InvalidConfiguration extends Error {
  override readonly name = 'InvalidConfiguration'
}

/** Reads and validates a configuration file. */
export async function readConfiguration(file: string): Promise<Configuration> {
  if (!existsSync(file))
    throw new InvalidConfiguration(`${file}: there is no such file. Check the path after --config.`)
  const yaml = await readYaml(file)
  const parsed = schema.safeParse(yaml.value ?? {})
  const problems = [
    ...yaml.problems,
    ...(parsed.error?.issues ?? []).map(explain).map(({ path, ...problem }) => ({ ...yaml.locate(path), ...problem })),
  ]
  if (problems.length > 0 || !parsed.success) throw new InvalidConfiguration(problems.map(describeProblem).join('\n'))
  const { state, content } = parsed.data
  const here = dirname(file)
  if (content !== undefined && !['data', 'locales'].some((name) => existsSync(resolve(here, content, name)))) {
    const problem = `content: ${resolve(here, content)} holds neither "data" nor "locales"`
    throw new InvalidConfiguration(
      describeProblem({
        ...yaml.locate(['content']),
        message: problem,
        cure: 'Put your files there, or remove the key',
      }),
    )
  }
  return {
    ...parsed.data,
    state: resolve(here, state),
    ...(content === undefined ? {} : { content: resolve(here, content) }),
  }
}

/** The keys of the file that hold further ones. */
const sections: Readonly<Record<string, z.ZodObject>> = {
  matrix: matrixConfiguration,
  discord: discordConfiguration,
  limits: limits.unwrap(),
  health,
  log: log.unwrap(),
}

function explain(issue: z.core.$ZodIssue): { path: readonly PropertyKey[]; message: string; cure: string } {
  if (issue.code !== 'unrecognized_keys')
    return { path: issue.path, message: `${issue.path.join('.')}: ${issue.message}`, cure: 'Correct the value' }
  const known = Object.keys((sections[String(issue.path[0])] ?? schema).shape)
  const [key = ''] = issue.keys
  const close = nearest(key, known)
  const cure = close === undefined ? `Known keys: ${known.join(', ')}` : `Did you mean "${close}"?`
  return { path: [...issue.path, key], message: `unknown key "${issue.keys.join('", "')}"`, cure }
}
