import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startAsker } from './asker.ts'
import { openPinnedRoom, type PinnedRoom } from './pinned-room.ts'
import type { Account } from './register-account.ts'
import { type RunningBot, startBot } from './running-bot.ts'
import { openStage } from './stage.ts'

const { homeserver, anna } = await openStage()

/** The command of the operator's guide, while the bot is stopped. */
const backUp = ({ folder }: RunningBot) =>
  promisify(execFile)('tar', ['-C', folder, '-czf', `${folder}/backup.tgz`, 'state'])

/** Brings the folder back as it was, or only what is named. */
async function restore({ folder }: RunningBot, files = 'state'): Promise<void> {
  await rm(join(folder, 'state'), { recursive: true })
  await promisify(execFile)('tar', ['-C', folder, '-xzf', `${folder}/backup.tgz`, '--wildcards', files])
}

/** Gives the account a new device, as `login` does, and its access token. */
async function logIn({ userId, password }: Account): Promise<string> {
  const identifier = { type: 'm.id.user', user: userId }
  const body = JSON.stringify({ type: 'm.login.password', identifier, password })
  const response = await fetch(`${homeserver.url}/_matrix/client/v3/login`, { method: 'POST', body })
  return ((await response.json()) as { access_token: string }).access_token
}

/** A room in Italian with a card and an encrypted one, in both of which the bot has answered. */
async function openRooms(bot: RunningBot): Promise<{ italian: PinnedRoom; encrypted: PinnedRoom }> {
  const italian = await openPinnedRoom(anna, { bot: bot.userId })
  await italian.says('language it')
  await italian.says('pin signal')
  const encrypted = await openPinnedRoom(anna, { bot: bot.userId, encrypted: true })
  await encrypted.says('pin compare signal session')
  return { italian, encrypted }
}

/** Somebody new asks in an encrypted room, for which one of the bot's keys is used up and another one uploaded. */
async function letSomebodyMeet(bot: RunningBot): Promise<void> {
  const ben = await startAsker(homeserver, 'Ben')
  const room = await openPinnedRoom(ben, { bot: bot.userId, encrypted: true })
  const question = await ben.ask(room.id, '!messenger signal')
  await Promise.race([ben.waitForReply(question), bot.tells(/older copy/)])
  await ben.stop()
}

async function expectAllThere({ italian, encrypted }: Awaited<ReturnType<typeof openRooms>>): Promise<void> {
  expect(await italian.says('session')).toContain('Segretezza')
  expect(await italian.says('pins')).toContain('unpin signal')
  expect(await encrypted.says('pins')).toContain('unpin compare signal')
  expect(italian.cards()).toHaveLength(1)
  expect(encrypted.cards()).toHaveLength(1)
}

test('a copy of the folder, made while the bot was stopped, brings everything back', async () => {
  await using bot = await startBot({ homeserver: homeserver.url, account: await homeserver.register('Guide') })
  const rooms = await openRooms(bot)
  await bot.stop()
  await backUp(bot)
  const missed = await anna.ask(rooms.encrypted.id, '!messenger briar')
  await restore(bot)
  bot.start()
  expect((await anna.waitForReply(missed)).content.body).toContain('Briar')
  await expectAllThere(rooms)
})

test('an older copy of the keys is refused; settings and pins come back with a new device', async () => {
  const account = await homeserver.register('Guide')
  await using bot = await startBot({ homeserver: homeserver.url, account })
  const rooms = await openRooms(bot)
  await bot.stop()
  await backUp(bot)
  bot.start()
  const later = await anna.ask(rooms.encrypted.id, '!messenger briar')
  await anna.waitForReply(later)
  await letSomebodyMeet(bot)
  await bot.stop()

  await restore(bot)
  bot.start()
  await letSomebodyMeet(bot)
  await bot.tells(/is an older copy: the server has later keys of device .* log in anew/)
  await bot.stop()

  await restore(bot, 'state/messenger-guide.sqlite*')
  bot.start(await logIn(account))
  await bot.tells(/Answering as/)
  await expectAllThere(rooms)
  expect(anna.answersTo(later)).toHaveLength(1)
})
