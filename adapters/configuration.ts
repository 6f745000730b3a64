import { z } from 'zod'
import { type Limit, type Limits, type QuestionKeeping, usualLimits } from '../src/index.ts'
import { type DiscordConfiguration, discordConfiguration } from './discord/configuration.ts'
import { usualDays } from './kept-questions.ts'
import type { Level } from './log.ts'
import { type MatrixConfiguration, matrixConfiguration } from './matrix/configuration.ts'

const units = { s: 1000, min: 60_000, h: 3_600_000 }
/** A time such as "30s", "10min" or "2h", in milliseconds. */
const duration = z
  .string()
  .regex(/^\d{1,4}(s|min|h)$/)
  .transform((text) => Number.parseInt(text, 10) * (units[text.replace(/^\d+/, '') as keyof typeof units] ?? 0))

/** A limit such as "10/min". */
const limit = z
  .string()
  .regex(/^[1-9]\d{0,5}\/(s|min|h)$/)
  .transform((text): Limit => {
    const [count = '', unit = ''] = text.split('/')
    return { count: Number(count), seconds: units[unit as keyof typeof units] / 1000 }
  })
const aLimit = 'a limit such as 10/min: a number from 1 to 999999 for each s, min or h'

/** A section without anything in it is one where nothing was chosen. */
const section = <S extends z.ZodType>(schema: S) => z.preprocess((given) => given ?? {}, schema)

const limits = z
  .strictObject({
    perAsker: limit.default(usualLimits.perAsker).meta({
      description: 'Questions answered for one person; the next gets a polite word, the others nothing.',
      expected: aLimit,
      examples: ['10/min'],
    }),
    perPlace: limit.default(usualLimits.perPlace).meta({
      description: 'Questions answered for all in a room or server together.',
      expected: aLimit,
      examples: ['60/min'],
    }),
    // Servers remember what was said for a day.
    catchUp: duration
      .refine((time) => time <= 12 * units.h)
      .default(10 * units.min)
      .meta({
        description: 'Up to what age questions are answered that were asked while the bot was away.',
        expected: 'a time such as 10min, at most 12h',
        examples: ['10min'],
      }),
  })
  .prefault({})

const longestKept = 90

const keepQuestions = z.strictObject({
  places: z
    .array(
      z
        .string()
        .regex(/^(matrix:![^\s]+|discord:\d+)$/)
        .meta({ expected: 'a room as "matrix:!room:example.org", or a server as "discord:" and its id' }),
    )
    .min(1)
    .meta({
      description: 'Rooms of Matrix and servers of Discord, by their ids, where it is done; each is told before.',
      expected: 'a list such as ["matrix:!room:example.org", "discord:1234567890"]',
      examples: [['matrix:!room:example.org', 'discord:1234567890']],
    }),
  days: z
    .int()
    .min(1)
    .max(longestKept)
    .default(usualDays)
    .meta({
      description: 'For how many days a question is kept at most.',
      expected: `a whole number from 1 to ${longestKept}`,
      examples: [usualDays],
    }),
})

const health = z.strictObject({
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .meta({
      description: 'Address to listen on. Unless this machine alone may ask, let a firewall choose who does.',
      expected: 'a host name or an address such as 127.0.0.1',
      examples: ['127.0.0.1'],
    }),
  port: z
    .int()
    .min(0)
    .max(65535)
    .default(9464)
    .meta({
      description: 'Port to listen on; 0 takes any that is free.',
      expected: 'a whole number from 0 to 65535',
      examples: [9464],
    }),
})

const levels: readonly Level[] = ['debug', 'info', 'warn', 'error']

const log = z
  .strictObject({
    level: z
      .enum(levels)
      .default('info')
      .meta({
        description: `The least grave messages that are written: ${levels.join(', ')}. None holds what people wrote.`,
        expected: `one of ${levels.join(', ')}`,
        examples: ['info'],
      }),
  })
  .prefault({})

/** Only a shell knows whose folder "~" is. */
const folder = z.string().regex(/^[^~]/)

const keys = 'keys below it, each with a value'

/**
 * What a configuration file may hold. Of each key it says what it is for (`description`), which `npm run init` writes into
 * the file; what is right (`expected`), which problems name; and its default or else an example.
 */
export const configurationSchema = z.strictObject({
  state: folder.default('./state').meta({
    description: 'Folder for all that must last, relative to this file; owned by one process at a time.',
    expected: 'a folder such as ./state, without ~',
    examples: ['./state'],
  }),
  language: z
    .string()
    .min(2)
    .default('en')
    .meta({
      description: 'Language of a room or server that has chosen none.',
      expected: 'a language such as en',
      examples: ['en'],
    }),
  content: folder.optional().meta({
    description: 'Folder of your own facts (data) and sentences (locales), relative to this file.',
    expected: 'a folder such as ./my-content, without ~',
    examples: ['./my-content'],
  }),
  limits: section(limits).meta({
    description: 'How many questions are answered, for each s, min or h.',
    expected: keys,
  }),
  keepQuestions: section(keepQuestions).optional().meta({
    description: 'Keeps the text of questions that were not understood, to be read by you; off unless it is here.',
    expected: keys,
  }),
  matrix: section(matrixConfiguration).optional().meta({
    description: 'Rooms of Matrix. The access token is MATRIX_ACCESS_TOKEN in the environment, never in this file.',
    expected: keys,
  }),
  discord: section(discordConfiguration).optional().meta({
    description: 'Servers of Discord. The token is DISCORD_TOKEN in the environment, never in this file.',
    expected: keys,
  }),
  health: section(health).optional().meta({
    description: 'Tells monitoring how the bot is, at /healthz, /readyz and /metrics; off unless it is here.',
    expected: keys,
  }),
  log: section(log).meta({ description: 'What is written to standard error.', expected: keys }),
})

/** What an operator writes. */
export type ConfigurationInput = z.input<typeof configurationSchema>

/** The operator's choices, with paths made absolute. */
export interface Configuration {
  readonly state: string
  readonly language: string
  readonly content?: string | undefined
  /** Times in milliseconds. */
  readonly limits: Limits & { readonly catchUp: number }
  readonly keepQuestions?: QuestionKeeping | undefined
  readonly matrix?: MatrixConfiguration | undefined
  readonly discord?: DiscordConfiguration | undefined
  readonly health?: { readonly host: string; readonly port: number } | undefined
  readonly log: { readonly level: Level }
}
