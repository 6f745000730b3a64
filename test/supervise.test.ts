import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from './support/guide.ts'

const script = join(root, 'test/support/crashing-adapters.ts')

const run = (...words: readonly string[]) => promisify(execFile)(process.execPath, [script, ...words])

const said = (errors: string) =>
  errors
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ logger, message }) => `${logger}: ${message.replace(/\n {4}at .*/g, '')}`)

test('an adapter that throws where nobody can catch it is started again, and the other goes on', async () => {
  const { stderr } = await run()
  expect(said(stderr)).toEqual([
    'crashing: start 1',
    'steady: start',
    'crashing: Cannot go on: Error\nStarting again in 1 s.',
    'crashing: What is left of it failed: Error',
    'crashing: start 2',
    'crashing: Cannot go on: Error\nStarting again in 5 s.',
    'crashing: start 3',
    'steady: end',
  ])
  expect(stderr).toContain('crashing-adapters.ts')
  expect(stderr).not.toContain('secret')
})

test('what is thrown outside of adapters ends the process', async () => {
  await expect(run('outside')).rejects.toMatchObject({ code: 3 })
})
