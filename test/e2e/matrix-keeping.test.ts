import { execFile } from 'node:child_process'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from '../support/guide.ts'
import { eventually, openPinnedRoom } from './pinned-room.ts'
import { openStageWithBot } from './stage.ts'

const { anna, bot, ben } = await openStageWithBot()

/** What an operator gets of it. */
async function kept(): Promise<readonly string[]> {
  const words = ['adapters/start.js', 'state', 'questions', '--config', join(bot.folder, 'config.yaml')]
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root })
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).text)
}

test('a room is told once, through kill -9, before anything is kept; others and direct chats never', async () => {
  const room = await openPinnedRoom(anna, { bot: bot.userId, others: [ben], encrypted: true })
  const elsewhere = await openPinnedRoom(anna, { bot: bot.userId, others: [ben] })
  const direct = await anna.createRoom({ invite: [bot.userId] })
  await anna.waitForMember(direct, bot.userId)
  const places = [room.id, direct].map((id) => `matrix:${id}`)
  await bot.stop()
  await appendFile(join(bot.folder, 'config.yaml'), `keepQuestions: { places: ${JSON.stringify(places)} }\n`)

  bot.start()
  expect(await room.says('does pzzzt grmbl?')).not.toContain('is kept here')
  await bot.kill()
  bot.start()
  await eventually(() => room.cards().length, 1)
  await bot.kill()
  bot.start()
  // What is asked before the bot knows that it has announced it is not kept, as if it had been asked before.
  await expect.poll(() => room.says('privacy'), { timeout: 30_000 }).not.toContain('once I have announced it')
  expect(await room.says('which wugs do blick?')).toContain('is kept here')
  await bot.kill()
  bot.start()
  await room.says(`what does @ben:example.org fep?`, ben)
  await elsewhere.says('which zorps do blick?')
  await anna.waitForReply(await anna.ask(direct, 'which florps do blick?'))
  const [card, ...more] = room.cards()
  expect(String(card?.content.body)).toMatch(/From now on.*are kept here[\s\S]*30 days at most/)
  expect([more, elsewhere.cards()]).toEqual([[], []])
  await bot.stop()
  expect(await kept()).toEqual(['which wugs do blick?', 'what does [mention] fep?'])

  bot.start()
  expect(await room.says('settings keep-questions off')).toContain('what was kept is erased')
  await bot.stop()
  expect(await kept()).toEqual([])
})
