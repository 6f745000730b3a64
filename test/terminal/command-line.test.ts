import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openState } from '../../src/index.ts'
import { root } from '../support/guide.ts'

const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-'))
afterAll(() => rmSync(folder, { recursive: true }))

const { DISCORD_TOKEN: _, DISCORD_TOKEN_FILE: __, ...env } = process.env

function run(words: readonly string[], input = '') {
  return spawnSync(process.execPath, [join(root, 'adapters/start.js'), ...words], {
    encoding: 'utf8',
    env,
    input,
    timeout: 20_000,
  })
}

describe('ask', () => {
  test('answers one question and exits with 0', () => {
    const { status, stdout, stderr } = run(['ask', 'compare', 'signal', 'session'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('Where they differ')
  })

  test('reads one per line and answers each in order, as one line of JSON', () => {
    const { stdout } = run(['ask', '--json'], 'signal\n!messenger criteria\n\ntelegram\n')
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { query: string; intent: string; outcome: string })
    expect(answers.map(({ query, intent, outcome }) => [query, intent, outcome])).toEqual([
      ['signal', 'card', 'answered'],
      ['!messenger criteria', 'criteria', 'answered'],
      ['', 'help', 'answered'],
      ['telegram', 'list', 'not-covered'],
    ])
  })

  test('takes the language of the place, by any tag', () => {
    expect(run(['ask', '--language', 'zh-TW', 'signal']).stdout).toContain('前向保密')
    expect(run(['ask', '--language', 'xx', 'signal'])).toMatchObject({
      status: 2,
      stderr: 'language: "xx" is not spoken. Known: en, he, it, zh-Hant.\n',
    })
  })
})

describe('start without a terminal', () => {
  test('answers a message per line and exits with 0', () => {
    const { status, stdout } = run(['chat'], '!messenger compare signal session\nlanguage it\nmolly\n')
    expect(status).toBe(0)
    expect(stdout).toContain('Where they differ')
    expect(stdout).toContain('Per continuare')
  })

  test('keeps nothing without a configuration, and settings with one', () => {
    run(['chat'], 'language it\n')
    expect(run(['chat'], 'molly\n').stdout).toContain('Try next')
    const config = join(folder, 'guide.yaml')
    writeFileSync(config, 'state: ./kept\nlanguage: he\n')
    expect(run(['chat', '--config', config], 'molly\n').stdout).toContain('המדריך')
    run(['chat', '--config', config], 'language it\n')
    expect(run(['chat', '--config', config], 'molly\n').stdout).toContain('Per continuare')
  })
})

describe('pinned cards in the terminal', () => {
  const config = join(folder, 'pins.yaml')
  writeFileSync(config, 'state: ./pins\n')
  const chat = (input: string) => run(['chat', '--config', config], input).stdout

  test('are shown, listed after a restart, updated where they should say something else, and taken down', () => {
    expect(chat('pin briar\n')).toMatch(/Works without internet[\s\S]*Pinned: /)
    expect(chat('pins\n')).toContain('unpin briar')
    expect(chat('language it\n').match(/Funziona senza internet/g)).toHaveLength(1)
    expect(chat('pins\n')).not.toContain('Funziona senza internet')
    expect(chat('unpin briar\npins\n')).toContain('unpin delete briar')
    expect(chat('forget\n')).toContain('1')
  })
})

describe('state', () => {
  const [from, to] = ['from', 'to'].map((name) => {
    const config = join(folder, `${name}.yaml`)
    writeFileSync(config, `state: ./${name}\n`)
    return config
  }) as [string, string]

  test('a place moves to another folder', () => {
    run(['chat', '--config', from], 'language he\npin briar\n')
    expect(run(['state', 'list', '--config', from]).stdout).toBe('terminal:chat\n')
    const exported = run(['state', 'export', 'terminal:chat', '--config', from])
    expect(exported).toMatchObject({ status: 0, stderr: '' })
    expect(run(['state', 'import', '--config', to], exported.stdout)).toMatchObject({
      status: 0,
      stdout: 'Kept for terminal:chat: 1 settings, 1 pins.\n',
    })
    expect(run(['chat', '--config', to], 'pins\n').stdout).toContain('unpin briar')
    expect(run(['state', 'export', 'terminal:chat', '--config', to]).stdout).toBe(exported.stdout)
  })

  test('what is wrong is said in clear lines, and nothing is changed', () => {
    const refused = (words: readonly string[], input = '') => {
      const { status, stderr } = run(['state', ...words, '--config', to], input)
      expect(status).toBe(2)
      expect(stderr).not.toContain('    at ')
      return stderr
    }
    expect(refused([])).toContain('Use "state list"')
    expect(refused(['export'])).toContain('Name a place as "state list" does')
    expect(refused(['export', 'terminal:nowhere'])).toContain('Nothing is kept of terminal:nowhere')
    expect(refused(['import'], 'nonsense')).toContain('is not JSON')
    expect(refused(['import'], '{}')).toContain('Nothing was changed')
    expect(run(['state', 'list', '--config', to]).stdout).toBe('terminal:chat\n')
  })

  test('kept questions are written as lines of JSON, of one place or all, and erased', () => {
    const day = new Date().toISOString().slice(0, 10)
    const state = openState(join(folder, 'asked'))
    for (const [id, text] of [
      ['!one:example.org', 'pzzzt?'],
      ['!two:example.org', 'grmbl?'],
    ] as const)
      state.questions.keep({ platform: 'matrix', id }, { day, language: 'en', text, until: '9999-12-31' }, 10)
    state.questions.keep({ platform: 'matrix', id: '!one' }, { day, language: 'en', text: 'late', until: day }, 10)
    state.close()
    const config = join(folder, 'asked.yaml')
    writeFileSync(config, 'state: ./asked\nkeepQuestions: { places: ["matrix:!one:example.org"] }\n')
    const says = (...words: readonly string[]) => run(['state', ...words, '--config', config]).stdout
    const line = (place: string, text: string) => `${JSON.stringify({ place, day, language: 'en', text })}\n`
    const [one, two] = [line('matrix:!one:example.org', 'pzzzt?'), line('matrix:!two:example.org', 'grmbl?')]
    expect(says('questions')).toBe(one + two)
    expect(says('questions', 'matrix:!one:example.org')).toBe(one)
    expect(says('list')).toBe('matrix:!one:example.org\nmatrix:!two:example.org\n')
    expect(says('erase-questions', 'matrix:!one:example.org')).toBe('Erased: 1 questions.\n')
    expect(says('questions')).toBe(two)
    expect(says('erase-questions')).toBe('Erased: 1 questions.\n')
    expect(says('questions')).toBe('')
  })

  test('a folder that a running bot owns is refused', () => {
    const state = openState(join(folder, 'from'))
    for (const words of [['state', 'list'], ['state', 'import'], ['state', 'questions'], ['chat']])
      expect(run([...words, '--config', from], '{}')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('is in use by another Messenger Guide. Stop that one'),
      })
    state.close()
  })
})

describe('wrong usage is one clear line and exit code 2', () => {
  const configured = (text: string) => {
    const config = join(folder, 'wrong.yaml')
    writeFileSync(config, text)
    return run(['chat', '--config', config])
  }

  test.each([
    [['nonsense'], 'Unknown command "nonsense"'],
    [['ask', '--colour', 'x'], '--colour'],
    [['login', 'irc'], 'Name the platform to log in to'],
    [['login', 'discord'], 'DISCORD_TOKEN is not set'],
    [['chat', '--config', '/does/not/exist.yaml'], '/does/not/exist.yaml: there is no such file. Check the path'],
  ])('%j', (words, message) => {
    const { status, stderr } = run(words)
    expect(status).toBe(2)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('    at ')
  })

  test('an unknown key is named with its line and the nearest known one', () => {
    expect(configured('langauge: it\n')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('wrong.yaml:1:1: unknown key "langauge". Did you mean "language"?'),
    })
    expect(configured('state: ./s\nlanguage: 7\n').stderr).toMatch(
      /wrong\.yaml:2:1: language cannot be 7\. Give a language such as en/,
    )
    expect(configured('discord:\n  api: discord.com\n').stderr).toMatch(
      /wrong\.yaml:2:3: discord\.api cannot be "discord\.com"\. Give an address such as https/,
    )
    expect(configured('discord:\n  shards: some\n').stderr).toMatch(
      /wrong\.yaml:2:3: discord\.shards cannot be "some"\. Give auto or a whole/,
    )
    expect(configured('discord:\n  shard: 2\n').stderr).toContain('unknown key "shard". Did you mean "shards"?')
    expect(configured('state: [\n').stderr).toMatch(/wrong\.yaml:2:1: Flow sequence/)
    expect(configured('language: tlh\n')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('language: "tlh" is not spoken'),
    })
  })
})
