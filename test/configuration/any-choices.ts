import fc from 'fast-check'
import type { ConfigurationInput } from '../../adapters/configuration.ts'

/** Paths as people name them, and as they hopefully do not; a prompt takes one line. */
const path = fc.oneof(
  fc.constantFrom(
    './a b',
    './a: b',
    './#1',
    "./it's",
    '"./x"',
    './消息',
    '*x',
    '&x',
    '- x',
    '? x',
    '!x',
    'null',
    '7',
    './~',
  ),
  fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.isWellFormed() && !/^~|\n/.test(text)),
)
const server = fc.constantFrom('example.org', 'localhost:8448', '[::1]:1', '1.2.3.4')
const invited = fc.oneof(
  server,
  server.map((name) => `@admin:${name}`),
)

/** Whatever an operator may choose. */
export const anyChoices: fc.Arbitrary<ConfigurationInput> = fc.record(
  {
    state: path,
    language: fc.constantFrom('en', 'he', 'zh-Hant', 'no'),
    content: path,
    matrix: fc.record({
      homeserver: fc.webUrl({ validSchemes: ['http', 'https'] }).map((address) => new URL(address).origin),
      encryption: fc.boolean(),
      invitesFrom: fc.array(invited),
    }),
    discord: fc.constant({}),
    keepQuestions: fc.record(
      {
        places: fc.array(fc.constantFrom('matrix:!room:example.org', 'matrix:!abc', 'discord:1234567890'), {
          minLength: 1,
        }),
        days: fc.integer({ min: 1, max: 90 }),
      },
      { requiredKeys: ['places'] },
    ),
    health: fc.constant({}),
  },
  { requiredKeys: ['state', 'language'] },
)
