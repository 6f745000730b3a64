import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../support/guide.ts'

const folder = mkdtempSync(join(tmpdir(), 'messenger guide-'))
afterAll(() => rmSync(folder, { recursive: true }))

const program = join(root, 'adapters/start.js')
const environment = { ...process.env, MATRIX_ACCESS_TOKEN: 'geheim', DISCORD_TOKEN: 'geheim', NO_COLOR: '1' }

/** What a person sees who gives these answers in a terminal of 40 columns. */
function answer(file: string, turns: readonly (readonly [shown: string, typed: string])[]) {
  const command = [process.execPath, program, 'init', file]
  const words = [join(root, 'test/init/answer-in-terminal.py'), JSON.stringify(turns), ...command]
  const { status, stdout, stderr } = spawnSync('python3', words, { encoding: 'utf8', env: environment })
  return { status, stderr, screen: stripVTControlCharacters(stdout).replaceAll(/\s+/g, '') }
}

test('a person answers the questions and gets a file that is in order, with what to do next', () => {
  const file = join(folder, 'guide.yaml')
  const { status, stderr, screen } = answer(file, [
    ['Matrix', 'no\r'],
    ['Discord', 'no\r'],
    ['at least one', ''],
    ['Matrix', '\r'],
    ['Discord', 'y\r'],
    ['homeserver', 'matrix.example.org\r'],
    ['Give', '\u0015https://matrix.example.org\r'],
    ['encrypted', '\r'],
    ['invitations', 'example.org, @admin:other.example\r'],
    ['own', './nowhere\r'],
    ['no folder', '\u0015\r'],
    ['Language', 'tlh\r'],
    ['not spoken', '\u0015it\r'],
    ['must last', './my: "stäte" #1\r'],
    ['monitoring', 'y\r'],
  ])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(parse(readFileSync(file, 'utf8'))).toEqual({
    state: './my: "stäte" #1',
    language: 'it',
    matrix: {
      homeserver: 'https://matrix.example.org',
      encryption: true,
      invitesFrom: ['example.org', '@admin:other.example'],
    },
    discord: null,
    health: null,
  })
  expect(statSync(file).mode & 0o777).toBe(0o644 & ~process.umask())
  for (const step of [`npm run login -- matrix --config '${file}' --user NAME`, `npm run check -- --config '${file}'`])
    expect(screen).toContain(step.replaceAll(/\s+/g, ''))
  expect(`${screen}${readFileSync(file, 'utf8')}`).not.toContain('geheim')
  const checked = spawnSync(process.execPath, [program, 'check', '--config', file], {
    encoding: 'utf8',
    env: environment,
  })
  expect(checked).toMatchObject({ status: 0, stderr: '' })
})

test('a file that is there is kept unless its replacement is confirmed', () => {
  const file = join(folder, 'there.yaml')
  writeFileSync(file, 'language: he\n')
  expect(answer(file, [['Replace', '\r']]).status).toBe(0)
  expect(readFileSync(file, 'utf8')).toBe('language: he\n')
})

test('Ctrl-C leaves nothing behind', () => {
  const alone = join(folder, 'alone')
  mkdirSync(alone)
  const { status, screen } = answer(join(alone, 'new.yaml'), [
    ['Matrix', 'y\r'],
    ['Discord', '\u0003'],
  ])
  expect(status).toBe(130)
  expect(screen).toContain('Nothingwaswritten.')
  expect(readdirSync(alone)).toEqual([])
})

test('where nobody can be asked or nothing be written, one line says what to do', () => {
  const file = join(folder, 'piped.yaml')
  const piped = spawnSync(process.execPath, [program, 'init', file], { encoding: 'utf8', input: 'y\n' })
  expect(piped).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/needs a terminal\. .*README.*\n$/),
  })
  expect(existsSync(file)).toBe(false)
  expect(answer(folder, []).status).toBe(2)
  expect(answer(join(folder, 'nowhere/guide.yaml'), []).screen).toContain('Makeitfirst')
})
