import { describe, expect, test } from 'vitest'
import { renderPlainText } from '../../src/answer/plain-text.ts'
import { createBot } from '../../src/bot.ts'
import { withoutDirectionMarks } from '../../src/language/direction.ts'
import { openState, type Place, type State } from '../../src/state/state.ts'
import { realContent } from '../support/guide.ts'
import { createMemoryBoards } from '../support/memory-board.ts'

/** A room with a bot that can be started anew on what it kept. */
function openRoom({ state = openState(), boards = createMemoryBoards(), content = realContent() } = {}) {
  const place: Place = { platform: 'memory', id: 'room' }
  const bot = createBot({ content, state })
  let asked = 0
  const says = async (
    text: string,
    more: { mayPin?: boolean; moderates?: boolean; cause?: string; language?: string } = {},
  ) => {
    const { moderates = true, ...given } = more
    const answer = await bot.respond({ text, place, moderates, cause: `${text} ${++asked}`, ...given }, boards)
    return answer ? withoutDirectionMarks(renderPlainText(answer)) : undefined
  }
  return {
    bot,
    boards,
    state,
    place,
    says,
    restart: (on: typeof content = content) => openRoom({ state, boards, content: on }),
  }
}

const cardsOn = ({ boards }: { boards: ReturnType<typeof createMemoryBoards> }) =>
  [...boards.pinned].map((id) => boards.messages.get(id) ?? '')

describe('pinning', () => {
  test('a card is posted and pinned', async () => {
    const room = openRoom()
    expect(await room.says('pin signal')).toMatch(/Pinned: Signal/)
    expect(cardsOn(room)).toEqual([expect.stringContaining('Signal')])
    expect(room.boards.done).toEqual(['post', 'pin'])
  })

  test.each([
    'compare signal session',
    'criteria',
    'criteria forward-secrecy',
    'recommend linux "no phone number"',
    'explain forward secrecy',
    'does session have forward secrecy?',
  ])('%s can be pinned', async (card) => {
    const room = openRoom()
    expect(await room.says(`pin ${card}`)).toMatch(/^Pinned: \S/)
    const asked = room.bot.answer({ text: card, place: room.place, moderates: false })
    expect(cardsOn(room)).toEqual([renderPlainText(asked)])
  })

  test.each([
    ['signal', 'Signal'],
    ['compare signal session', 'compare session signal'],
    ['criteria', 'criteria'],
  ])('pinning %s and then %s updates instead of doubling', async (first, second) => {
    const room = openRoom()
    await room.says(`pin ${first}`)
    expect(await room.says(`pin ${second}`)).toMatch(/pinned already/)
    expect(room.boards.pinned.size).toBe(1)
    expect(room.boards.messages.size).toBe(1)
  })

  test('other needs are another card', async () => {
    const room = openRoom()
    await room.says('pin recommend linux phone-number')
    await room.says('pin recommend linux no phone-number')
    expect(room.boards.pinned.size).toBe(2)
  })

  test.each(['pin', 'pin settings', 'pin language it', 'pin pin signal', 'pin forget', 'pin xyzzy plugh'])(
    '%s pins nothing',
    async (text) => {
      const room = openRoom()
      await room.says(text)
      expect(room.boards.done).toEqual([])
    },
  )

  test('who lacks the right is told which, and nothing happens', async () => {
    const room = openRoom()
    for (const text of ['pin signal', 'unpin signal', 'pins renew'])
      expect(await room.says(text, { mayPin: false })).toMatch(/right to pin messages/)
    expect(room.boards.done).toEqual([])
  })

  test('what the bot lacks is said, and nothing happens', async () => {
    const room = openRoom()
    room.boards.missing.push('Grant me this.')
    expect(await room.says('pin signal')).toBe('Grant me this.')
    expect(room.boards.done).toEqual([])
  })

  test('a card is in the language of the place, whoever asks', async () => {
    const room = openRoom()
    await room.says('settings language it')
    await room.says('pin session', { language: 'he' })
    expect(cardsOn(room)[0]).toMatch(/segretezza/i)
  })
})

describe('taking down', () => {
  test('leaves the message, and deletes it on demand', async () => {
    const room = openRoom()
    await room.says('pin signal')
    expect(await room.says('unpin Signal')).toMatch(/unpin delete Signal/)
    expect([room.boards.pinned.size, room.boards.messages.size]).toEqual([0, 1])
    expect(await room.says('unpin delete Signal')).toMatch(/deleted/)
    expect(room.boards.messages.size).toBe(0)
    expect(await room.says('pins')).toMatch(/nothing pinned/)
  })

  test('what is not pinned is said, with what is', async () => {
    const room = openRoom()
    await room.says('pin signal')
    expect(await room.says('unpin briar')).toMatch(/nothing like that[\s\S]*unpin signal/)
  })

  test('what was taken down is pinned again with the message it had', async () => {
    const room = openRoom()
    await room.says('pin signal')
    await room.says('unpin signal')
    await room.says('pin signal')
    expect([room.boards.pinned.size, room.boards.messages.size]).toEqual([1, 1])
  })
})

describe('staying true', () => {
  test('nothing is done where nothing changed', async () => {
    const room = openRoom()
    await room.says('pin signal')
    room.boards.done.length = 0
    await room.restart().bot.keepPins(room.boards, 'all')
    expect(room.boards.done).toEqual([])
  })

  test('the language changes all cards in place', async () => {
    const room = openRoom()
    for (const card of ['signal', 'session', 'criteria']) await room.says(`pin ${card}`)
    room.boards.done.length = 0
    await room.says('language it')
    await room.bot.keepPins(room.boards, 'changed')
    await room.bot.keepPins(room.boards, 'changed')
    expect(room.boards.done).toEqual(['edit', 'edit', 'edit'])
  })

  test('new data change the cards that say otherwise, once', async () => {
    const room = openRoom()
    for (const card of ['signal', 'session']) await room.says(`pin ${card}`)
    room.boards.done.length = 0
    const content = structuredClone(realContent())
    const session = content.data.messengers.session as { claims: Record<string, unknown> }
    delete session.claims['closed-groups']
    const next = room.restart(content)
    await next.bot.keepPins(room.boards, 'all')
    await next.bot.keepPins(room.boards, 'all')
    expect(room.boards.done).toEqual(['edit'])
    expect(cardsOn(room).join()).not.toMatch(/Closed groups/)
  })

  test('what a person unpinned or deleted is forgotten', async () => {
    const room = openRoom()
    for (const card of ['signal', 'session', 'briar']) await room.says(`pin ${card}`)
    const [first = '', second = ''] = room.boards.pinned
    room.boards.pinned.delete(first)
    room.boards.pinned.delete(second)
    room.boards.messages.delete(second)
    await room.says('language it')
    room.boards.done.length = 0
    await room.bot.keepPins(room.boards, 'all')
    expect(room.boards.done).toEqual(['edit'])
    expect(room.state.pins(room.place).map(({ command }) => command)).toEqual(['briar'])
  })

  test('what a person unpinned is pinned anew on demand', async () => {
    const room = openRoom()
    await room.says('pin signal')
    room.boards.pinned.clear()
    expect(await room.says('pin signal')).toMatch(/^Pinned: Signal/)
    expect([room.boards.pinned.size, room.boards.messages.size]).toEqual([1, 1])
  })

  test('of a place that is gone nothing is kept, however far its cards had come', async () => {
    const room = openRoom()
    for (const card of ['signal', 'session']) await room.says(`pin ${card}`)
    await room.says('unpin session')
    room.boards.failAfter(0)
    await room.says('pin briar').catch(() => undefined)
    expect(room.state.pins(room.place).map(({ status }) => status)).toEqual(['up', 'down', 'rising'])
    const board = { ...room.boards.board(room.place), pinned: async () => undefined }
    await room.bot.keepPins({ ...room.boards, board: () => board }, 'all')
    expect(room.state.pins(room.place)).toEqual([])
  })

  test('renewing posts all anew and removes the old ones', async () => {
    const room = openRoom()
    for (const card of ['signal', 'session']) await room.says(`pin ${card}`)
    const before = [...room.boards.pinned]
    expect(await room.says('pins renew')).toMatch(/posted anew/)
    expect(room.boards.pinned.size).toBe(2)
    for (const id of before) expect(room.boards.messages.has(id)).toBe(false)
  })

  test('a card that cannot be answered any more stays as it is when all is renewed', async () => {
    const room = openRoom()
    await room.says('pin signal')
    for (const pin of room.state.pins(room.place)) room.state.keepPin(room.place, { ...pin, command: 'qqqq wwww xxxx' })
    const before = cardsOn(room)
    await room.says('pins renew')
    expect(cardsOn(room)).toEqual(before)
  })
})

describe('a restart in the middle', () => {
  test.each([0, 1, 2])('of pinning, after %s steps, leaves one pin', async (steps) => {
    const room = openRoom()
    room.boards.failAfter(steps)
    await room.says('pin signal', { cause: 'one' }).catch(() => undefined)
    room.boards.failAfter(Number.POSITIVE_INFINITY)
    const next = room.restart()
    await next.bot.keepPins(room.boards, 'all')
    expect([room.boards.pinned.size, room.boards.messages.size]).toEqual([1, 1])
    expect(await next.says('pin signal', { cause: 'one' })).toMatch(/Pinned/)
    expect([room.boards.pinned.size, room.boards.messages.size]).toEqual([1, 1])
  })

  test.each([0, 1, 2, 3])('of renewing, after %s steps, leaves one pin of each', async (steps) => {
    const room = openRoom()
    await room.says('pin signal')
    room.boards.failAfter(steps)
    await room.says('pins renew', { cause: 'two' }).catch(() => undefined)
    room.boards.failAfter(Number.POSITIVE_INFINITY)
    const next = room.restart()
    await next.bot.keepPins(room.boards, 'all')
    await next.says('pins renew', { cause: 'two' })
    expect(room.boards.pinned.size).toBe(1)
  })
})

test('two at once lose nothing', async () => {
  const room = openRoom()
  const cards = ['signal', 'session', 'briar', 'molly', 'simplex', 'element']
  await Promise.all(cards.flatMap((card) => [room.says(`pin ${card}`), room.says(`pin ${card}`)]))
  expect([room.boards.pinned.size, room.boards.messages.size]).toEqual([6, 6])
})

describe('forgetting', () => {
  test('erases all and says what that was', async () => {
    const room = openRoom()
    await room.says('settings language it, layout table')
    await room.says('pin signal')
    expect(await room.says('forget', { language: 'en' })).toMatch(/2 settings[\s\S]*1 pinned card[\s\S]*3 answers/)
    const kept: State['record'] extends (place: Place) => infer R ? R : never = room.state.record(room.place)
    expect(kept).toEqual({ settings: {}, pins: [] })
  })

  test('is for moderators', async () => {
    const room = openRoom()
    await room.says('settings layout table')
    expect(await room.says('forget', { moderates: false })).toMatch(/right to moderate/)
    expect(room.state.settings(room.place)).toEqual({ layout: 'table' })
  })

  test('takes no question for a command', async () => {
    const room = openRoom()
    await room.says('settings layout table')
    await room.says('forget signal, what about briar?')
    expect(room.state.settings(room.place)).toEqual({ layout: 'table' })
  })
})

test.each(['pin signal', 'unpin signal', 'unpin delete signal', 'pins'])('what %s answers is frozen', async (text) => {
  const { bot, boards, place, says } = openRoom()
  await says('pin signal')
  const answer = await bot.respond({ text, place, moderates: true, cause: 'x' }, boards)
  for (const part of [answer, answer?.followUps, ...(answer?.followUps ?? [])]) expect(Object.isFrozen(part)).toBe(true)
})

test('a card without a title is called by the words it was asked for, not by what else was typed', async () => {
  expect(await openRoom().says('pin @everyone riar')).toMatch(/^Pinned: everyone riar/)
})
