import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { stringify } from 'yaml'
import { examineConfiguration } from '../../adapters/read-configuration.ts'
import { describeProblem } from '../../src/index.ts'
import { root } from '../support/guide.ts'
import { anyChoices } from './any-choices.ts'

const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.unstubAllEnvs())
const file = join(folder, 'guide.yaml')

async function problemsOf(text: string | Uint8Array) {
  writeFileSync(file, text)
  const { problems, lacks } = await examineConfiguration(root, file)
  const told = (list: typeof problems) =>
    list.map((problem) => describeProblem(problem).replace(`${folder}/guide.yaml`, ''))
  return { problems: told(problems), missing: told(lacks) }
}

test('everything that is wrong is told at once, in the order of the file', async () => {
  const { problems } = await problemsOf(`langauge: it
langage: it
language: tlh
homeserver: http://x
limits:
  perAsker: 10
  perPlace: 0/min
  catchUp: 13h
  health: {}
matrix:
  homeserver: https://bot:geheim@matrix.example.org/path
  encryption: maybe
  invitesFrom: ["https://x", "@a:b.c", 7, "two words"]
discord: MTIzgeheim
health: { port: 70000, hst: 1 }
log: { level: loud }
log:
<<: { a: 1 }
`)
  const expected = [
    ':1:1: unknown key "langauge". Did you mean "language"?',
    ':2:1: unknown key "langage". Did you mean "language"?',
    ':3:1: language: "tlh" is not spoken. Known: en, he, it, zh-Hant',
    ':4:1: unknown key "homeserver". Put it under "matrix"',
    ':6:3: limits.perAsker cannot be 10. Give a limit such as 10/min: a number from 1 to 999999 for each s, min or h',
    ':7:3: limits.perPlace cannot be "0/min". Give a limit such as 10/min: a number from 1 to 999999 for each s, min or h',
    ':8:3: limits.catchUp cannot be "13h". Give a time such as 10min, at most 12h',
    ':9:3: unknown key "health". Put it at the beginning of its line, outside of "limits"',
    ':11:3: matrix.homeserver cannot be "https:***@matrix.example.org/path". Give an address such as https://matrix.example.org, without a path, a user name or a password',
    ':12:3: matrix.encryption cannot be "maybe". Give true or false',
    ':13:17: matrix.invitesFrom[0] cannot be "https://x". Give a server name such as example.org, or a user id such as "@admin:example.org"',
    ':13:40: matrix.invitesFrom[2] cannot be 7. Give a server name such as example.org, or a user id such as "@admin:example.org"',
    ':13:43: matrix.invitesFrom[3] cannot be "two words". Give a server name such as example.org, or a user id such as "@admin:example.org"',
    ':14:1: discord cannot be text. Give keys below it, each with a value',
    ':15:11: health.port cannot be 70000. Give a whole number from 0 to 65535',
    ':15:24: unknown key "hst". Did you mean "host"?',
    ':17:1: the key "log" is there twice. Keep one of them',
    ':18:1: unknown key "<<". Write the keys out: merging is not supported',
  ]
  expect(problems).toEqual(expected)
  expect(problems.join()).not.toContain('geheim')
})

test.each<[string, string | Uint8Array, readonly string[]]>([
  ['nothing', '', []],
  ['a byte order mark', '\uFEFFlanguage: it\n', []],
  ['comments', '# nothing yet\n', []],
  ['Latin-1', Uint8Array.from([0x73, 0xe4]), [': is not UTF-8. Save it as UTF-8']],
  ['a list', '- matrix\n', [': the file cannot be a list. Give keys, each with a value']],
  [
    'a tab',
    'matrix:\n\thomeserver: http://x.y\nlangauge: it\n',
    [
      ':2:1: Tabs are not allowed as indentation. Indent with spaces',
      ':3:1: unknown key "langauge". Did you mean "language"?',
    ],
  ],
  [
    'names that every object knows',
    'constructor: 1\n__proto__: { a: 1 }\nmatrix: { homeserver: "http://x.y", toString: 1 }\n',
    [
      ':1:1: unknown key "constructor". Known keys: state, language, content, limits, keepQuestions, matrix, discord, health, log',
      ':2:1: unknown key "__proto__". Known keys: state, language, content, limits, keepQuestions, matrix, discord, health, log',
      ':3:37: unknown key "toString". Known keys: homeserver, encryption, invitesFrom',
    ],
  ],
  [
    'a list of nothing',
    'keepQuestions: { places: [] }\n',
    [expect.stringMatching(/^:1:18: keepQuestions\.places is empty\. Give a list such as/)],
  ],
  ['no value', 'matrix:\n', [expect.stringMatching(/^:1:1: matrix\.homeserver is missing\. Give an address/)]],
  [
    'an @ without quotes',
    'matrix:\n  homeserver: http://x\n  invitesFrom: [@a:b]\n',
    [':3:17: Plain value cannot start with reserved character @. Put the value in quotes'],
  ],
  [
    'two documents',
    'language: it\n---\nlanguage: he\n',
    [':2:1: holds more than one document. Remove the "---" and keep one'],
  ],
  [
    'an alias of nothing',
    'language: *mine\nstat: x\n',
    [
      ':1:11: there is no anchor "&mine". Write the value out, or put it in quotes if it begins with "*"',
      ':2:1: unknown key "stat". Did you mean "state"?',
    ],
  ],
  [
    'an alias of itself',
    'limits: &a { perAsker: *a }\n',
    [': has an alias that stands for itself or for too much. Write its value out'],
  ],
])('a file with %s', async (_, text, expected) => {
  expect((await problemsOf(text)).problems).toEqual(expected)
})

test.each(['matrix.example.org', 'ftp://x', 'http://', 'https://x/?a', 'https://x/#a', 'https://u@x', 7, [], ''])(
  'a homeserver at %j',
  async (homeserver) => {
    const { problems } = await problemsOf(stringify({ matrix: { homeserver } }))
    expect(problems).toEqual([
      expect.stringMatching(/^:2:3: matrix\.homeserver (cannot be|is empty).*Give an address such as https/),
    ])
  },
)

test.each(['state', 'content'])('a folder that only a shell could find: %s', async (key) => {
  const { problems } = await problemsOf(`${key}: ~/guide\n`)
  expect(problems).toEqual([
    expect.stringMatching(`^:1:1: ${key} cannot be "~/guide"\\. Give a folder such as .*, without ~$`),
  ])
})

test.each(['https://bot:geheim@discord.example/api', 'https://discord.example/api?a=1', 'https://discord.example/#a'])(
  'an address that Discord cannot be reached at, or holds a secret: %s',
  async (api) => {
    const { problems } = await problemsOf(stringify({ discord: { api } }))
    expect(problems).toEqual([expect.stringMatching(/^:2:3: discord\.api cannot be .*without a user name/)])
    expect(problems.join()).not.toContain('geheim')
  },
)

test('a file that is not there, and a folder', async () => {
  const of = async (path: string) => (await examineConfiguration(root, path)).problems.map(describeProblem)
  expect(await of(`${folder}/none`)).toEqual([`${folder}/none: there is no such file. Check the path`])
  expect(await of(folder)).toEqual([`${folder}: is a folder. Name a file`])
})

test('folders that are of no use', async () => {
  writeFileSync(join(folder, 'file'), '')
  mkdirSync(join(folder, 'empty'), { recursive: true })
  expect((await problemsOf('state: ./file/state\ncontent: ./empty\n')).problems).toEqual([
    `:1:1: state: ${folder}/file is no folder. Name another folder, or let this user write there`,
    `:2:1: content: ${folder}/empty holds neither "data" nor "locales". Put your files there, or remove the key`,
  ])
  expect((await problemsOf('content: ./none\n')).problems[0]).toContain(`there is no folder ${folder}/none`)
  mkdirSync(join(folder, 'odd'), { recursive: true })
  for (const name of ['data', 'locales']) writeFileSync(join(folder, 'odd', name), '')
  expect((await problemsOf('content: ./odd\n')).problems).toEqual(
    ['data', 'locales'].map(
      (name) =>
        `:1:1: content: ${folder}/odd/${name} is no folder. Have a folder there that this user may read, with all in it`,
    ),
  )
})

describe('secrets', () => {
  const both = 'matrix: { homeserver: "http://x.y" }\ndiscord:\n'

  test('that are not set are told apart, since they may be set where the bot runs', async () => {
    for (const name of ['MATRIX_ACCESS_TOKEN', 'DISCORD_TOKEN']) vi.stubEnv(name, undefined)
    const { problems, missing } = await problemsOf(both)
    expect(problems).toEqual([])
    expect(missing).toEqual([
      expect.stringMatching(/^:1:1: matrix: MATRIX_ACCESS_TOKEN is not set\. Put the secret/),
      expect.stringMatching(/^:2:1: discord: DISCORD_TOKEN is not set\. Put the secret/),
    ])
  })

  test('that are set to a file which is of no use are problems; nothing of them is told', async () => {
    writeFileSync(join(folder, 'file'), '')
    vi.stubEnv('MATRIX_ACCESS_TOKEN_FILE', 'syt_geheim')
    vi.stubEnv('DISCORD_TOKEN_FILE', join(folder, 'file'))
    expect((await problemsOf(both)).problems).toEqual([
      ':1:1: matrix: MATRIX_ACCESS_TOKEN_FILE names a file that cannot be read (ENOENT). Name one that this user can read and that holds the secret',
      ':2:1: discord: DISCORD_TOKEN_FILE names a file that is empty. Name one that this user can read and that holds the secret',
    ])
  })

  test('that cannot be any are problems; nothing of them is told', async () => {
    vi.stubEnv('DISCORD_TOKEN', 'geheim and more')
    writeFileSync(join(folder, 'file'), 'MATRIX\ngeheim\n')
    vi.stubEnv('MATRIX_ACCESS_TOKEN_FILE', join(folder, 'file'))
    expect((await problemsOf('matrix: { homeserver: "http://x.y" }\ndiscord:\n')).problems).toEqual([
      ':1:1: matrix: MATRIX_ACCESS_TOKEN_FILE names a file that holds a blank, a line break or a sign that no token has. Name one that this user can read and that holds the secret',
      ':2:1: discord: DISCORD_TOKEN holds a blank, a line break or a sign that no token has. Put the secret there alone',
    ])
  })
})

describe('the commands', () => {
  const { MATRIX_ACCESS_TOKEN: _, MATRIX_ACCESS_TOKEN_FILE: __, ...env } = process.env
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [join(root, 'adapters/start.js'), ...words, '--config', file], {
      encoding: 'utf8',
      env,
    })

  test('problems of the configuration do not hide those of the content', () => {
    mkdirSync(join(folder, 'own/data'), { recursive: true })
    writeFileSync(join(folder, 'own/data/sources.yaml'), 'mine: { rnk: 0 }\n')
    writeFileSync(file, 'content: ./own\nlangauge: it\nmatrix: { homeserver: "http://x.y" }\n')
    const { status, stderr } = run('check')
    expect(status).toBe(2)
    expect(stderr.split('\n')).toEqual(
      expect.arrayContaining([
        `${file}:2:1: unknown key "langauge". Did you mean "language"?`,
        expect.stringContaining('own/data/sources.yaml:1:9: mine has the unknown key "rnk"'),
        expect.stringContaining('note: matrix: MATRIX_ACCESS_TOKEN is not set'),
      ]),
    )
  })

  test('without a secret the check passes and the bot does not start', () => {
    writeFileSync(file, 'matrix: { homeserver: "http://127.0.0.1:9" }\n')
    expect(run('check')).toMatchObject({ status: 0, stderr: expect.stringContaining('guide.yaml:1:1: note: matrix:') })
    const lines = [`${file}:1:1: matrix: MATRIX_ACCESS_TOKEN is not set. Put the secret`]
    expect(run('bot')).toMatchObject({ status: 2, stderr: expect.stringContaining(lines[0] ?? '') })
  })

  test.each([['bot'], ['state', 'list'], ['login', 'matrix', '--user', 'x'], ['login', 'discord']])(
    '%s %s',
    (...words) => {
      writeFileSync(file, 'langauge: it\nlimits: 7\n')
      expect(run(...words)).toMatchObject({
        status: 2,
        stderr: `${file}:1:1: unknown key "langauge". Did you mean "language"?\n${file}:2:1: limits cannot be a value. Give keys below it, each with a value\n`,
      })
    },
  )
})

test.each([
  [['constructor'], /^Unknown command "constructor"\. Known: chat, ask/],
  [['login', 'toString'], /^Name the platform to log in to/],
  [['state', 'valueOf', '--config', '/dev/null'], /^Use "state list"/],
])('no command, though every object knows such a name: %s', (words, line) => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'adapters/start.js'), ...words], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(line) })
})

test('any text is a configuration or has problems', async () => {
  const pieces = fc.constantFrom(
    ...[
      'matrix:',
      'discord: ',
      'limits: ',
      '\n',
      '\n  ',
      '\t',
      ' ',
      '- ',
      '? ',
      ': ',
      '&a ',
      '*a',
      '<<: ',
      '!!set ',
      '!!map',
    ],
    ...['{', '}', '[', ']', '"', "'", '|', '>', '#', '%YAML 1.1\n---\n', '---', '...', '__proto__: ', 'constructor: '],
    ...[
      'homeserver: ',
      'invitesFrom: ',
      'state: ',
      'null',
      '1e999',
      '0x1F',
      '2001-01-01',
      '\uFEFF',
      '\u0000',
      '\uD800',
    ],
  )
  const text = fc.oneof(
    fc
      .array(fc.oneof(pieces, fc.string({ maxLength: 5, unit: 'binary' })), { maxLength: 30 })
      .map((parts) => parts.join('')),
    anyChoices.map((choices) => stringify(choices)),
    fc.uint8Array({ maxLength: 100 }),
  )
  await fc.assert(
    fc.asyncProperty(text, async (given) => {
      writeFileSync(file, given)
      const { problems, configuration } = await examineConfiguration(root, file)
      expect(configuration === undefined).toBe(problems.length > 0)
      for (const problem of problems) expect(describeProblem(problem)).toMatch(/^[^\n]+: [^\n]+\. [^\n]+$/)
    }),
    { numRuns: 500 },
  )
})

test('what names no platform is in order for a chat, but not for the bot', async () => {
  expect(await problemsOf('language: it\n')).toEqual({
    problems: [],
    missing: [': names no platform. Add a "matrix" or a "discord" section for "npm run bot"'],
  })
})
