import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8').replace(/\\\n/g, '')

const { scripts } = JSON.parse(read('package.json')) as { scripts: { bot: string } }
const bot = scripts.bot.split(' ').slice(1)

test('the service starts what "npm run bot" starts', () => {
  const [, command = ''] = /^ExecStart=(.*)$/m.exec(read('deploy/messenger-guide.service')) ?? []
  const [node, ...words] = command.split(' ')
  expect(node).toMatch(/node_modules\/\.bin\/node$/)
  expect(words.slice(0, -2)).toEqual(bot)
})

test('so does the image', () => {
  const dockerfile = read('deploy/Dockerfile')
  const wordsOf = (what: string) => JSON.parse(new RegExp(`^${what} (\\[.*\\])`, 'm').exec(dockerfile)?.[1] ?? '[]')
  const [node, ...words] = [...wordsOf('ENTRYPOINT'), ...wordsOf('CMD')]
  expect(node).toBe('node_modules/.bin/node')
  expect(words.slice(0, -2)).toEqual(bot)
})
