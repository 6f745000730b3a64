import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
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
    [
      ['chat', '--config', '/does/not/exist.yaml'],
      '/does/not/exist.yaml: there is no such file. Check the path after --config.',
    ],
  ])('%j', (words, message) => {
    const { status, stderr } = run(words)
    expect(status).toBe(2)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('    at ')
  })

  test('an unknown key is named with its line and the nearest known one', () => {
    expect(configured('langauge: it\n')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('wrong.yaml:1: unknown key "langauge". Did you mean "language"?'),
    })
    expect(configured('state: ./s\nlanguage: 7\n').stderr).toMatch(/wrong\.yaml:2: language: .*Correct the value/)
    expect(configured('discord:\n  api: discord.com\n').stderr).toMatch(
      /wrong\.yaml:2: discord\.api: is not an address such as .*Correct the value/,
    )
    expect(configured('discord:\n  shards: some\n').stderr).toMatch(/wrong\.yaml:2: discord\.shards: is neither "auto"/)
    expect(configured('discord:\n  shard: 2\n').stderr).toContain('unknown key "shard". Did you mean "shards"?')
    expect(configured('state: [\n').stderr).toMatch(/wrong\.yaml:\d: /)
    expect(configured('language: tlh\n')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('language: "tlh" is not spoken'),
    })
  })
})
