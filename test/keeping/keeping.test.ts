import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { renderPlainText } from '../../src/answer/plain-text.ts'
import { createBot } from '../../src/bot.ts'
import { dropUnwanted, expireQuestions, type QuestionKeeping } from '../../src/keeping/keeping.ts'
import { withoutDirectionMarks } from '../../src/language/direction.ts'
import type { PlacedRequest } from '../../src/request.ts'
import { openState, type Place } from '../../src/state/state.ts'
import { realContent } from '../support/guide.ts'
import { createMemoryBoards } from '../support/memory-board.ts'

const wanted: QuestionKeeping = { places: ['memory:room', 'memory:server'], days: 30 }
const strange = 'does pzzzt grmbl the frobnicator?'
const stranger = 'which wugs do blick the fep?'

/** A room where questions are wanted, with a clock, on a state that can be opened anew. */
function openRoom({
  keepQuestions = wanted as QuestionKeeping | undefined,
  folder = '',
  boards = createMemoryBoards(),
} = {}) {
  const state = openState(folder === '' ? undefined : folder)
  const place: Place = { platform: 'memory', id: 'room' }
  let now = Date.parse('2024-12-01T12:00Z')
  let asked = 0
  const bot = createBot({ content: realContent(), state, keepQuestions, now: () => new Date(now) })
  const hears = async (text: string, more: Partial<PlacedRequest> = {}) => {
    now += 1000
    const request = {
      text,
      place,
      moderates: true,
      cause: `cause ${++asked}`,
      asker: `asker ${asked}`,
      isKeepable: true,
    }
    const answer = await bot.respond({ ...request, ...more }, boards)
    return answer && withoutDirectionMarks(renderPlainText(answer))
  }
  const says = async (text: string, more: Partial<PlacedRequest> = {}) => {
    const answer = await hears(text, more)
    now += 1000
    await bot.announceKeeping(boards, 'changed')
    return answer ?? ''
  }
  const later = (days: number) => {
    now += days * 24 * 60 * 60_000
    expireQuestions(state, keepQuestions?.days ?? 30, new Date(now))
  }
  const kept = () => state.questions.list().map(({ text }) => text)
  const posted = () => [...boards.messages.values()].map(withoutDirectionMarks)
  return { ...{ bot, state, boards, place }, ...{ hears, says, later, kept, posted }, clock: () => now }
}

describe('where the operator wants it', () => {
  test('it is announced once, when something is first not understood, and what is asked after that is kept', async () => {
    const { says, kept, posted, state } = openRoom()
    await says('signal')
    expect(posted()).toEqual([])
    expect(await says(strange)).not.toMatch(/is kept here/)
    expect(posted()).toEqual([
      expect.stringMatching(/From now on[\s\S]*30 days at most[\s\S]*settings keep-questions off/),
    ])
    expect(kept()).toEqual([])
    expect(await says(stranger)).toMatch(/your question is kept here without your name, for 30 days at most/)
    expect(state.questions.list()).toEqual([
      { place: { platform: 'memory', id: 'room' }, day: '2024-12-01', language: 'en', text: stranger },
    ])
    expect(posted()).toHaveLength(1)
  })

  test('it is announced in the language of the place', async () => {
    const { says, posted } = openRoom()
    await says('language it')
    await says(strange)
    expect(posted()).toEqual([expect.stringContaining('le domande che non capisco vengono conservate')])
  })

  test('what is understood, in private, or beyond the limits is not kept', async () => {
    const { says, kept } = openRoom()
    await says(strange)
    for (const text of ['signal', 'does session have PFS?', 'is telegram listed?', 'help', 'privacy']) await says(text)
    await says(stranger, { isKeepable: false })
    for (let count = 0; count < 12; count++) await says(`${stranger} ${count}`, { asker: 'anna' })
    expect(kept()).toHaveLength(10)
  })

  test('a question that was asked before the announcement and is answered after it is not kept', async () => {
    const { says, kept, clock } = openRoom()
    const before = clock()
    await says(strange)
    await says(stranger, { askedAt: before })
    expect(kept()).toEqual([])
  })

  test('each part of a server is told for itself', async () => {
    const { says, kept, posted, state } = openRoom()
    const part = (id: string) => ({ place: { platform: 'memory', id, partOf: 'server' } })
    for (const id of ['general', 'help', 'general']) await says(strange, part(id))
    expect(posted()).toHaveLength(2)
    expect(kept()).toEqual([strange])
    expect(state.questions.list({ platform: 'memory', id: 'server' })).toHaveLength(1)
  })

  test('a command has its name before what it was given', async () => {
    const { says, kept } = openRoom()
    await says(strange)
    await says('frobnicator', { command: 'explain' })
    await says(stranger, { command: 'ask' })
    expect(kept()).toEqual(['explain frobnicator', stranger])
  })

  test('the same once more, such as after a crash, is kept once', async () => {
    const { says, kept } = openRoom()
    await says(strange)
    for (let count = 0; count < 3; count++) expect(await says(stranger)).toMatch(/is kept here/)
    expect(kept()).toEqual([stranger])
  })

  test('privacy and settings say what is so', async () => {
    const { says } = openRoom()
    expect(await says('privacy')).toMatch(/begins here once I have announced it/)
    expect(await says('settings')).toMatch(/Questions I do not understand: kept for a while/)
    await says(strange)
    expect(await says('privacy')).toMatch(/30 days at most; then it is erased[\s\S]*settings keep-questions off/)
    await says('settings keep-questions off')
    expect(await says('privacy')).toMatch(/a moderator refused it/)
    const elsewhere = { place: { platform: 'memory', id: 'elsewhere' } }
    expect(await says('privacy', elsewhere)).not.toMatch(/do not understand/)
    expect(await says('settings', elsewhere)).not.toMatch(/do not understand/)
  })

  test('where nothing can be posted nothing is kept, and it is tried again', async () => {
    const { hears, bot, boards, kept, says } = openRoom()
    for (let count = 0; count < 3; count++) {
      boards.failAfter(0)
      await hears(strange)
      await expect(bot.announceKeeping(boards, 'changed')).rejects.toThrow(AggregateError)
    }
    boards.failAfter(Number.POSITIVE_INFINITY)
    expect(kept()).toEqual([])
    await says(strange)
    await says(stranger)
    expect(kept()).toEqual([stranger])
  })

  test('longer than was announced takes a new announcement', async () => {
    const folder = temporaryFolder()
    const boards = createMemoryBoards()
    const room = openRoom({ folder, boards })
    await room.says(strange)
    room.state.close()
    const next = openRoom({ folder, boards, keepQuestions: { ...wanted, days: 60 } })
    await next.says(strange, { cause: 'another' })
    expect(next.kept()).toEqual([])
    await next.says(stranger)
    expect([next.kept(), next.posted()]).toEqual([
      [stranger],
      [expect.stringMatching(/30 d/), expect.stringMatching(/60 d/)],
    ])
    next.state.close()
  })
})

describe('a moderator', () => {
  test('ends it, which erases all, and lets it begin again with a new announcement', async () => {
    const { says, kept, posted } = openRoom()
    for (const text of [strange, stranger]) await says(text)
    expect(await says('settings keep-questions off')).toMatch(/never kept; what was kept is erased/)
    expect(kept()).toEqual([])
    await says(stranger)
    expect(posted()).toHaveLength(1)
    await says('settings keep-questions on')
    await says(strange)
    expect([kept(), posted().length]).toEqual([[], 2])
    await says(stranger)
    expect(kept()).toEqual([stranger])
  })

  test('is the only one who can', async () => {
    const { says, kept } = openRoom()
    for (const text of [strange, stranger]) await says(text)
    expect(await says('settings keep-questions off', { moderates: false })).toMatch(/Nothing was changed/)
    expect(kept()).toEqual([stranger])
  })

  test('can refuse before the operator wants it', async () => {
    const { says, state, kept, posted } = openRoom({ keepQuestions: undefined })
    expect(await says('settings keep-questions off')).toMatch(/never kept/)
    const wantedNow = createBot({ content: realContent(), state, keepQuestions: wanted })
    const boards = createMemoryBoards()
    const place = { platform: 'memory', id: 'room' }
    await wantedNow.respond({ text: strange, place, moderates: true, cause: 'one', isKeepable: true }, boards)
    await wantedNow.announceKeeping(boards, 'all')
    expect([kept(), posted()]).toEqual([[], []])
  })

  test('erases it by forget, after which a refusal still holds', async () => {
    const { says, kept, place, state } = openRoom()
    for (const text of [strange, stranger]) await says(text)
    expect(await says('forget')).toMatch(/the text of 1 question that I did not understand/)
    expect([kept(), state.places()]).toEqual([[], []])
    await says('settings keep-questions off, layout table')
    expect(await says('forget')).toMatch(/1 setting\b[\s\S]*still holds/)
    expect(state.settings(place)).toEqual({ keepQuestions: false })
  })
})

describe('the operator', () => {
  test('ends it by no longer naming the place', async () => {
    const { says, kept, state } = openRoom()
    for (const text of [strange, stranger]) await says(text)
    dropUnwanted(state, { places: ['memory:room'] })
    expect(kept()).toEqual([stranger])
    dropUnwanted(state, { places: [] })
    expect([kept(), state.places()]).toEqual([[], []])
  })

  test('has nothing left when the time is over, and less when it is cut short', async () => {
    const { says, kept, later, state, clock } = openRoom()
    for (const text of [strange, stranger]) await says(text)
    later(20)
    await says(strange)
    expect(kept()).toEqual([stranger, strange])
    later(10)
    expect(kept()).toEqual([strange])
    expireQuestions(state, 10, new Date(clock()))
    expect(kept()).toEqual([])
  })

  test('keeps at most 1,000 questions of a place, the latest', () => {
    const { state, place, kept } = openRoom()
    const question = { day: '2024-12-01', language: 'en', until: '2024-12-31' }
    for (let count = 0; count < 1005; count++)
      state.questions.keep(place, { ...question, text: `question ${count}` }, 1000)
    expect([kept().length, kept().at(0), kept().at(-1)]).toEqual([1000, 'question 5', 'question 1004'])
  })

  test('finds nothing of what was erased in the files', async () => {
    const folder = temporaryFolder()
    const { says, state } = openRoom({ folder })
    for (const text of [strange, stranger]) await says(text)
    const bytes = () =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'latin1'))
        .join()
    expect(bytes()).toContain(stranger)
    await says('settings keep-questions off')
    expect(bytes()).not.toContain(stranger)
    state.close()
  })
})

test.each([0, 1])('a crash while it is announced, after %s steps, leaves one announcement', async (steps) => {
  const folder = temporaryFolder()
  const boards = createMemoryBoards()
  const room = openRoom({ folder, boards })
  await room.hears(strange)
  boards.failAfter(steps)
  const notePosted = () => {
    throw new Error('killed')
  }
  Object.assign(room.state.questions, steps === 1 ? { notePosted } : {})
  await expect(room.bot.announceKeeping(boards, 'changed')).rejects.toThrow()
  room.state.close()
  boards.failAfter(Number.POSITIVE_INFINITY)
  const next = openRoom({ folder, boards })
  expect(next.kept()).toEqual([])
  await next.bot.announceKeeping(boards, 'all')
  await next.bot.announceKeeping(boards, 'all')
  await next.says(strange)
  expect([next.posted().length, next.kept()]).toEqual([1, [strange]])
  next.state.close()
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 600 }),
  fc
    .array(fc.constantFrom('pzzzt', 'signal', 'does', '?', 'wug', '@anna:example.org', '<@1234567890>', 'explain'), {
      maxLength: 8,
    })
    .map((words) => words.join(' ')),
)

test('whatever is asked, nothing is kept in a place that was not told', async () => {
  const { bot, boards, kept, hears } = openRoom()
  const places = ['room', 'elsewhere', 'direct'].map((id): Place => ({ platform: 'memory', id }))
  await fc.assert(
    fc.asyncProperty(anyText, fc.constantFrom(...places), fc.boolean(), async (text, place, isKeepable) => {
      await hears(text, { place, isKeepable })
      expect(kept()).toEqual([])
    }),
    { numRuns: 300 },
  )
  expect(boards.messages.size).toBe(0)
  await bot.announceKeeping(boards, 'changed')
})

test('nothing of who asked, of what caused it or of when is kept with a question', async () => {
  const { says, state } = openRoom()
  await says(strange)
  await fc.assert(
    fc.asyncProperty(fc.uuid(), fc.uuid(), fc.constantFrom(strange, stranger), async (asker, cause, text) => {
      await says(text, { asker: `@${asker}:example.org`, cause })
      const all = JSON.stringify(state.questions.list())
      expect(all.includes(asker) || all.includes(cause)).toBe(false)
      for (const question of state.questions.list())
        expect(Object.keys(question).toSorted()).toEqual(['day', 'language', 'place', 'text'])
    }),
    { numRuns: 50 },
  )
})

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-keeping-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}
