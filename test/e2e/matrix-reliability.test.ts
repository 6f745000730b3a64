import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FlakyProxy, startFlakyProxy } from './flaky-proxy.ts'
import { type BotSettings, type RunningBot, startBot } from './running-bot.ts'
import { openStage } from './stage.ts'

const { homeserver, anna } = await openStage()

async function openBot(settings: Partial<BotSettings> = {}): Promise<RunningBot> {
  return startBot({ homeserver: homeserver.url, account: await homeserver.register('Guide'), ...settings })
}

async function openRoom(bot: RunningBot, encrypted: boolean): Promise<string> {
  const room = await anna.createRoom({ encrypted, invite: [bot.userId] })
  await anna.waitForMember(room, bot.userId)
  return room
}

/** Waits until each question has an answer, and a little longer for a second one, which none must get. */
async function expectOneAnswerEach(questions: readonly string[]): Promise<void> {
  const deadline = Date.now() + 60_000
  const open = () => questions.filter((question) => anna.answersTo(question).length === 0)
  while (open().length > 0 && Date.now() < deadline) await sleep(50)
  await sleep(1_000)
  const counts = questions.map((question) => anna.answersTo(question).length)
  expect(counts).toEqual(questions.map(() => 1))
}

/** Of what was missed the bot answers twenty in a room. */
const mostOpen = 20

test('kill -9 at any moment: every question is answered once, none twice', async () => {
  await using bot = await openBot()
  const rooms = [await openRoom(bot, false), await openRoom(bot, true)]
  const questions: string[] = []
  let isOver = false
  const asking = (async () => {
    while (!isOver) {
      const open = questions.filter((question) => anna.answersTo(question).length === 0)
      if (open.length < mostOpen)
        for (const room of rooms) questions.push(await anna.ask(room, '!messenger explain pfs'))
      await sleep(Math.random() * 800)
    }
  })()
  for (let kills = 0; kills < 30; kills++) {
    await sleep(Math.random() * 1_200)
    await bot.kill()
    bot.start()
  }
  isOver = true
  await asking
  await expectOneAnswerEach(questions)
})

describe('what was asked while the bot was away', () => {
  test.each([false, true])('is answered on return, encrypted: %s', async (encrypted) => {
    await using bot = await openBot()
    const room = await openRoom(bot, encrypted)
    await anna.waitForReply(await anna.ask(room, '!messenger signal'))
    expect(await bot.stop()).toBe(0)
    const questions = [await anna.ask(room, '!messenger briar'), await anna.ask(room, '!messenger session')]
    bot.start()
    await expectOneAnswerEach(questions)
  })

  test('is not when it was too long ago', async () => {
    await using bot = await openBot({ catchUp: '2s' })
    const room = await openRoom(bot, false)
    await anna.waitForReply(await anna.ask(room, '!messenger signal'))
    await bot.kill()
    const stale = await anna.ask(room, '!messenger briar')
    await sleep(2_500)
    bot.start()
    await bot.tells(/Answering as/)
    await expectOneAnswerEach([await anna.ask(room, '!messenger session')])
    expect(anna.answersTo(stale)).toEqual([])
  })

  test('is answered up to twenty times in a room, across what a sync leaves out', async () => {
    await using bot = await openBot()
    const room = await openRoom(bot, false)
    await anna.waitForReply(await anna.ask(room, '!messenger signal'))
    await bot.kill()
    const questions: string[] = []
    for (let asked = 0; asked < 60; asked++) questions.push(await anna.ask(room, '!messenger explain pfs'))
    bot.start()
    await expectOneAnswerEach(questions.slice(-20))
    expect(questions.filter((question) => anna.answersTo(question).length > 0)).toHaveLength(20)
  })
})

describe('through a bad network', () => {
  let proxy: FlakyProxy
  let bot: RunningBot
  let rooms: string[]

  beforeAll(async () => {
    proxy = await startFlakyProxy(homeserver.url)
    bot = await openBot({ homeserver: proxy.url })
    rooms = [await openRoom(bot, false), await openRoom(bot, true)]
  })
  afterAll(async () => {
    await bot?.[Symbol.asyncDispose]()
    await proxy?.stop()
  })

  test.each([
    ['a lost response to the answer', { kind: 'lose-response' }, /PUT .*\/send\//],
    ['an answer that arrives twice', { kind: 'duplicate' }, /PUT .*\/send\//],
    ['a server that fails', { kind: 'refuse', status: 500 }, /PUT .*\/send\//],
    ['a server that is overloaded', { kind: 'refuse', status: 429, retryAfterMs: 700 }, /PUT .*\/send\//],
    ['a lost sync', { kind: 'lose-response' }, /GET .*\/sync/],
    ['a cut sync', { kind: 'cut' }, /GET .*\/sync/],
    ['a failing sync', { kind: 'refuse', status: 502 }, /GET .*\/sync/],
    ['keys that cannot be asked for', { kind: 'refuse', status: 500 }, /POST .*\/keys\//],
    ['members that cannot be asked for', { kind: 'refuse', status: 500 }, /GET .*\/joined_members/],
  ] as const)('%s', async (_, mishap, to) => {
    proxy.plan(mishap, { to, times: 2 })
    const questions: string[] = []
    for (const room of rooms) questions.push(await anna.ask(room, '!messenger explain metadata'))
    await expectOneAnswerEach(questions)
    proxy.heal()
  })

  test('a homeserver that is restarted', async () => {
    const before = await Promise.all(rooms.map((room) => anna.ask(room, '!messenger signal')))
    await homeserver.restart()
    const after: string[] = []
    for (const room of rooms) after.push(await anna.ask(room, '!messenger briar'))
    await expectOneAnswerEach([...before, ...after])
  })
})

describe('what cannot be read', () => {
  const junk = {
    algorithm: 'm.megolm.v1.aes-sha2',
    ciphertext: 'AwgA',
    session_id: 'unknown',
    device_id: 'X',
    sender_key: 'Y',
  }
  const complaints = (room: string, bot: RunningBot) =>
    anna
      .eventsIn(room)
      .filter(({ sender, content }) => sender === bot.userId && /have not reached me/.test(String(content.body)))

  test('is said once', async () => {
    await using bot = await openBot()
    const room = await openRoom(bot, true)
    await anna.waitForReply(await anna.ask(room, '!messenger signal'))
    await anna.sendRaw(room, 'm.room.encrypted', junk)
    await anna.sendRaw(room, 'm.room.encrypted', junk)
    await anna.waitForEvent(
      room,
      ({ sender, content }) => sender === bot.userId && /read/.test(String(content.body)),
      40_000,
    )
    await expectOneAnswerEach([await anna.ask(room, '!messenger briar')])
    expect(complaints(room, bot)).toHaveLength(1)
  })

  test('with encryption switched off, that is said to the room and to the operator', async () => {
    await using bot = await openBot({ encryption: false })
    await bot.tells(/Encryption is switched off/)
    const room = await openRoom(bot, true)
    await anna.ask(room, '!messenger signal')
    await anna.waitForEvent(
      room,
      ({ sender, content }) => sender === bot.userId && /switched/.test(String(content.body)),
    )
  })
})
