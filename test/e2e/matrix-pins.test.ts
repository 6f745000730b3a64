import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Content } from '../../src/content/load-content.ts'
import { realContent } from '../support/guide.ts'
import { type Asker, startAsker } from './asker.ts'
import { runBot } from './bot-in-process.ts'
import { eventually, openPinnedRoom, type PinnedRoomOptions } from './pinned-room.ts'
import { startBot } from './running-bot.ts'
import { openStageWithBot } from './stage.ts'

const { homeserver, anna, bot, ben } = await openStageWithBot()

const openRoom = (options: Partial<PinnedRoomOptions> = {}) =>
  openPinnedRoom(anna, { bot: bot.userId, others: [ben], ...options })

describe.each([false, true])('in a room, encrypted: %s', (encrypted) => {
  test('a card is posted and pinned without notifying anybody, and nothing else is touched', async () => {
    const room = await openRoom({ encrypted })
    const hers = await anna.ask(room.id, 'read this first')
    await room.pin([hers])
    expect(await room.says('pin signal')).toMatch(/^Pinned: Signal/)
    const [card] = room.cards()
    expect(card).toMatchObject({ encrypted, content: { msgtype: 'm.notice', 'm.mentions': {} } })
    expect(String(card?.content.body)).toContain('Signal')
    expect(await room.pinned()).toEqual([hers, card?.event_id])
  })

  test('pinning it again doubles nothing', async () => {
    const room = await openRoom({ encrypted })
    await room.says('pin compare signal session')
    expect(await room.says('pin compare session signal')).toMatch(/pinned already/)
    expect(room.cards()).toHaveLength(1)
    expect(await room.pinned()).toHaveLength(1)
  })

  test('what a room chooses edits its cards in place, without notifying anybody', async () => {
    const room = await openRoom({ encrypted })
    await room.says('pin session')
    const [card] = room.cards()
    for (const [index, language] of ['it', 'en', 'it'].entries()) {
      await room.says(`language ${language}`)
      await eventually(() => room.edits().length, index + 1)
    }
    const edit = room.edits().at(-1)
    expect(edit?.content).toMatchObject({
      'm.mentions': {},
      'm.new_content': { msgtype: 'm.notice', 'm.mentions': {}, body: expect.stringContaining('segretezza') },
      'm.relates_to': { rel_type: 'm.replace', event_id: card?.event_id },
    })
    expect(edit?.content['m.new_content']).not.toHaveProperty(['m.relates_to'])
    expect(room.cards()).toHaveLength(1)
    expect(await room.pinned()).toEqual([card?.event_id])
  })

  test('it is taken down, and on demand deleted', async () => {
    const room = await openRoom({ encrypted })
    const hers = await anna.ask(room.id, 'read this first')
    await room.says('pin signal')
    await room.pin([...(await room.pinned()), hers])
    expect(await room.says('pins')).toContain('unpin signal')
    expect(await room.says('unpin Signal')).toContain('Taken down')
    expect(await room.pinned()).toEqual([hers])
    expect(await room.says('unpin delete Signal')).toContain('deleted')
    await anna.waitForEvent(
      room.id,
      ({ type, sender, redacts, content }) =>
        type === 'm.room.redaction' &&
        sender === bot.userId &&
        (redacts ?? content.redacts) === room.cards()[0]?.event_id,
    )
  })

  test('what a person unpinned or deleted is forgotten', async () => {
    const room = await openRoom({ encrypted })
    for (const card of ['signal', 'session', 'briar']) await room.says(`pin ${card}`)
    const [signal = '', session = '', briar = ''] = await room.pinned()
    await room.pin([session, briar])
    await anna.redact(room.id, session)
    await room.says('language it')
    await eventually(() => room.edits().map(({ content }) => content['m.relates_to']?.event_id), [briar])
    const listed = await room.says('pins')
    expect(listed).toContain('unpin briar')
    expect(listed).not.toMatch(/unpin (signal|session)/)
    expect(await room.pinned()).toEqual([session, briar])
    expect(room.cards().map(({ event_id }) => event_id)).toContain(signal)
  })
})

test('whoever joins an encrypted room later cannot read its cards, as it says, until they are posted anew', async () => {
  const room = await openRoom({ encrypted: true })
  expect(await room.says('pin signal')).toMatch(/joins later cannot read .*!messenger pins renew/)
  const [before = ''] = await room.pinned()
  const carla = await startAsker(homeserver, 'Carla')
  await anna.invite(room.id, carla.userId)
  await carla.join(room.id)
  expect(await room.says('briar', carla)).toContain('Briar')
  expect(carla.eventsIn(room.id).find(({ event_id }) => event_id === before)?.type).toBe('m.room.encrypted')
  await room.says('pins renew')
  const [after = '', ...more] = await room.pinned()
  expect(more).toEqual([])
  expect(after).not.toBe(before)
  const card = await carla.waitForEvent(room.id, ({ event_id }) => event_id === after)
  expect(String(card.content.body)).toContain('Signal')
  await carla.stop()
})

describe('who may', () => {
  test('is whoever may change what is pinned; others are told so, and nothing happens', async () => {
    const room = await openRoom()
    await room.says('pin signal')
    const before = await room.pinned()
    for (const text of ['pin briar', 'unpin signal', 'unpin delete signal', 'pins renew', 'forget'])
      expect(await room.says(text, ben), text).toMatch(/right to change pinned messages/)
    expect(await room.says('settings prefix !m', ben)).toMatch(/change pinned messages/)
    expect(await room.pinned()).toEqual(before)
    expect(room.cards()).toHaveLength(1)
    expect(await room.says('pins', ben)).toContain('unpin signal')
    await room.empower({ [ben.userId]: 50 })
    expect(await room.says('pin briar', ben)).toMatch(/^Pinned/)
  })

  test('is not the bot before somebody gives it the level, which it names with the place to do so', async () => {
    const room = await openRoom({ levels: {} })
    const power = await anna.state(room.id, 'm.room.power_levels')
    const events = { ...(power.events as object), 'm.room.pinned_events': 40 }
    await anna.setState(room.id, 'm.room.power_levels', { ...power, events })
    const told = await room.says('pin signal')
    expect(told).toBe(
      `To pin cards here I need power level 40: please give it to ${bot.userId} in the room settings, under “Roles & Permissions”.`,
    )
    expect([room.cards(), await room.pinned()]).toEqual([[], []])
    await room.empower({ [bot.userId]: 40 })
    expect(await room.says('pin signal')).toMatch(/^Pinned/)
  })
})

describe('at the same time', () => {
  test.each([false, true])('two moderators and another client lose nothing, encrypted: %s', async (encrypted) => {
    const room = await openRoom({ encrypted })
    await room.empower({ [ben.userId]: 50 })
    const others: string[] = []
    const other = async () => {
      for (let count = 0; count < 20; count++) {
        const before = await room.pinned()
        await sleep(Math.random() * 60)
        others.push(`$other-${count}`)
        await room.pin([...before, `$other-${count}`])
      }
    }
    const asks = async (by: Asker, cards: readonly string[]) => {
      for (const card of cards) expect(await room.says(`pin ${card}`, by)).toMatch(/^Pinned/)
    }
    await Promise.all([
      asks(anna, ['signal', 'briar', 'criteria', 'explain pfs', 'explain metadata']),
      asks(ben, ['session', 'molly', 'simplex', 'element', 'compare signal session']),
      other(),
    ])
    await eventually(() => room.cards().length, 10)
    const cards = room.cards().map(({ event_id }) => event_id)
    await eventually(async () => (await room.pinned()).toSorted(), [...cards, ...others].toSorted())
  })

  test('what only takes down is no mistake', async () => {
    const room = await openRoom()
    const hers = await anna.ask(room.id, 'read this first')
    await room.pin([hers])
    await room.says('pin signal')
    await room.pin([hers])
    expect(await room.says('pins')).toMatch(/nothing pinned/)
    expect(await room.pinned()).toEqual([hers])
  })
})

describe('settings', () => {
  test('give a room its own prefix', async () => {
    const room = await openRoom()
    expect(await room.says('settings prefix !m')).toContain('!m')
    const passed = await anna.ask(room.id, '!messenger signal')
    const answer = await anna.waitForReply(await anna.ask(room.id, '!m compare signal session'))
    expect(answer.content.body).toContain('!m ')
    expect(answer.content.body).not.toContain('!messenger')
    expect(anna.answersTo(passed)).toEqual([])
  })

  test('make it listen to mentions only, and to all again', async () => {
    const room = await openRoom()
    await room.says('settings listen mentions')
    const passed = await anna.ask(room.id, '!messenger signal')
    const mention = { mentions: [bot.userId] }
    await anna.waitForReply(await anna.ask(room.id, `${bot.userId} briar`, mention))
    expect(anna.answersTo(passed)).toEqual([])
    await anna.waitForReply(await anna.ask(room.id, `${bot.userId} settings listen everywhere`, mention))
    expect(await room.says('signal')).toContain('Signal')
  })

  test('change several at once, show what holds, and survive kill -9', async () => {
    const room = await openRoom()
    const shown = await room.says('settings language it, layout table, per-asker 7')
    expect(shown).toMatch(/italiano[\s\S]*7/)
    await bot.kill()
    bot.start()
    expect(await room.says('settings')).toMatch(/italiano[\s\S]*7/)
    expect(await room.says('settings per-asker 99999')).not.toContain('99999 ')
  })

  test('may allow fewer questions: the first too many is told, the next passed over', async () => {
    const room = await openRoom()
    await room.says('settings per-asker 2')
    for (let asked = 0; asked < 2; asked++) expect(await room.says('signal', ben)).toContain('Signal')
    expect(await room.says('signal', ben)).toMatch(/Too many questions/)
    const passed = await ben.ask(room.id, '!messenger signal')
    await room.says('settings per-asker auto')
    expect(anna.answersTo(passed)).toEqual([])
  })
})

test.each([false, true])(
  'new data edit a hundred cards in place, once, and say nothing else, encrypted: %s',
  async (encrypted) => {
    const folder = await mkdtemp(join(tmpdir(), 'messenger-guide-'))
    const account = await homeserver.register('Guide')
    const start = (content: Content) => runBot({ homeserver: homeserver.url, account, folder, content })
    const stop = await start(realContent())
    const room = await openPinnedRoom(anna, { bot: account.userId, others: [ben], encrypted })
    for (const card of hundredCards()) expect(await room.says(`pin ${card}`), card).toMatch(/^Pinned/)
    await stop()
    const [messages, pinned] = [room.cards().map(({ event_id }) => event_id), await room.pinned()]
    expect(messages).toHaveLength(100)

    const changed = structuredClone(realContent())
    const session = changed.data.messengers.session as { name: string }
    session.name = 'Session Messenger'
    for (const _ of ['changed', 'changed no more']) {
      const stopAgain = await start(changed)
      await eventually(() => room.edits().length, 100)
      expect(await room.says('pins')).toContain('unpin')
      await stopAgain()
    }
    expect(room.edits()).toHaveLength(100)
    expect(room.edits().map(({ content }) => content['m.relates_to']?.event_id)).toEqual(messages)
    for (const { content } of room.edits()) {
      expect(content['m.new_content']?.body).toContain('Session Messenger')
      expect([content['m.mentions'], content['m.new_content']?.['m.mentions']]).toEqual([{}, {}])
    }
    expect(room.cards().map(({ event_id }) => event_id)).toEqual(messages)
    expect(await room.pinned()).toEqual(pinned)
    await rm(folder, { recursive: true })
  },
)

/** Comparisons of Session with others by one criterion each. */
function hundredCards(): readonly string[] {
  const { messengers, criteria } = realContent().data
  const others = Object.keys(messengers)
    .filter((id) => id !== 'session')
    .slice(0, 5)
  const verdicts = Object.keys(criteria)
    .filter((id) => criteria[id]?.type === 'verdict')
    .slice(0, 20)
  return others.flatMap((other) => verdicts.map((criterion) => `compare session ${other} ${criterion}`))
}

test('what is kept of a room is erased on demand', async () => {
  const room = await openRoom()
  await room.says('settings per-asker 50, layout table')
  await room.says('pin signal')
  expect(await room.says('forget')).toMatch(/2 settings[\s\S]*1 pinned card[\s\S]*2 answers/)
  expect(await room.says('forget')).not.toMatch(/setting|card/)
  const answer = await anna.waitForReply(await anna.ask(room.id, '!messenger does session have forward secrecy?'))
  await room.says('forget')
  const followUp = await anna.ask(room.id, 'and briar?', { replyTo: answer.event_id })
  expect(await room.says('pins')).toMatch(/nothing pinned/)
  expect(anna.answersTo(followUp)).toEqual([])
})

test('the eleventh question in a minute is told to wait, the twelfth passed over', async () => {
  const account = await homeserver.register('Guide')
  await using strict = await startBot({ homeserver: homeserver.url, account, perAsker: '10/min' })
  const room = await openPinnedRoom(anna, { bot: strict.userId, others: [ben] })
  for (let asked = 0; asked < 10; asked++) expect(await room.says('explain pfs')).toContain('Forward secrecy')
  expect(await room.says('explain pfs')).toMatch(/Too many questions at once/)
  const passed = await anna.ask(room.id, '!messenger explain pfs')
  expect(await room.says('explain pfs', ben)).toContain('Forward secrecy')
  expect(anna.answersTo(passed)).toEqual([])
})

test.each([false, true])(
  'kill -9 while a card is pinned or edited leaves one pin, one message and one edit, encrypted: %s',
  async (encrypted) => {
    const account = await homeserver.register('Guide')
    await using mortal = await startBot({ homeserver: homeserver.url, account })
    const room = await openPinnedRoom(anna, { bot: mortal.userId, others: [ben], encrypted })
    const cards = ['signal', 'session', 'briar', 'molly', 'simplex', 'element', 'criteria', 'explain pfs']
    const questions: string[] = []
    for (const card of cards) {
      questions.push(await anna.ask(room.id, `!messenger pin ${card}`))
      await sleep(Math.random() * 300)
      await mortal.kill()
      mortal.start()
      await mortal.tells(/Answering as/)
    }
    for (const question of questions) expect((await anna.waitForReply(question)).content.body).toMatch(/^Pinned/)
    await mortal.kill()
    mortal.start()
    expect(await room.says('pins')).toContain('unpin criteria')
    expect(questions.map((question) => anna.answersTo(question).length)).toEqual(questions.map(() => 1))
    expect(room.cards()).toHaveLength(cards.length)
    expect(room.edits()).toEqual([])
    const messages = room.cards().map(({ event_id }) => event_id)
    expect([...(await room.pinned())].toSorted()).toEqual(messages.toSorted())

    await anna.ask(room.id, '!messenger language it')
    for (let kills = 0; kills < 5; kills++) {
      await sleep(Math.random() * 200)
      await mortal.kill()
      mortal.start()
      await mortal.tells(/Answering as/)
    }
    const edited = () => room.edits().map(({ content }) => content['m.relates_to']?.event_id)
    await eventually(() => new Set(edited()).size, cards.length)
    await room.says('pins')
    expect(edited()).toHaveLength(cards.length)
  },
)
