import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bot, createBot, openState, type Request } from '../../src/index.ts'
import { withoutDirectionMarks } from '../../src/language/direction.ts'
import { realContent } from '../support/guide.ts'
import type { Call, Chat, Exchange } from './chat.ts'
import { hostile, questions } from './questions.ts'

const calls: readonly Call[] = ['prefix', 'mention', 'direct']

/** What every platform's adapter promises; `open` brings a person together with a bot of the real content. */
export function describeAdapter(name: string, open: () => Promise<Chat>): void {
  describe(`a chat: ${name}`, () => {
    let chat: Chat
    const core = openCore((answer, asked) => chat.reads(answer, asked))
    beforeAll(async () => {
      chat = await open()
    })
    afterAll(() => chat?.close())

    /** Asks here and in the core, which must say the same. */
    const askBoth = async (text: string, by: Call): Promise<Exchange> => {
      const exchange = await chat.ask(text, by)
      expect(bare(exchange.text), text).toBe(core.says(text, by))
      expect(exchange.faults, text).toEqual([])
      expect(exchange.notified, text).toEqual([])
      return exchange
    }

    describe.each(Object.entries(questions))('in %s says what the core says', (language, texts) => {
      test.each(calls)('called by %s', async (by) => {
        await askBoth(`language ${language}`, by)
        for (const text of texts) await askBoth(text, by)
        await askBoth('language en', by)
      })
    })

    test('a setting of one room is none of another', async () => {
      await askBoth('language it', 'prefix')
      await askBoth('explain metadata', 'mention')
      await askBoth('explain metadata', 'direct')
      await askBoth('language en', 'prefix')
    })

    test.each(calls)('hostile text comes out inert, called by %s', async (by) => {
      for (const text of hostile) {
        const { text: said } = await askBoth(text, by)
        expect(said).not.toMatch(/@room|@everyone|@here|onclick|<b>|<script|evil\.example|[*~|`]{2}/)
        expect(said).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u202A-\u202E]/)
      }
    })

    test.each(calls)('a text of more than 500 characters is cut, and the answer says so, called by %s', async (by) => {
      const longest = Math.min(chat.longestMessage, 100_000) - 100
      for (const text of [
        'signal '.repeat(80),
        'x'.repeat(501),
        'סיגנל '.repeat(Math.max(100, longest / 36)),
        'y'.repeat(longest),
      ])
        expect((await askBoth(text, by)).text).toMatch(/Only the first 500|נקראו רק 500/)
      expect((await askBoth('z'.repeat(500), by)).text).not.toContain('Only the first')
    })

    test.each(calls)('a reply to an answer is understood from it, called by %s', async (by) => {
      const first = await askBoth('does session have forward secrecy?', by)
      const second = await first.followUp('and briar?')
      const about = core.answer('does session have forward secrecy?', by).summary
      expect(bare(second.text)).toBe(core.says('and briar?', by, about))
      const third = await second.followUp('and signal?')
      expect(bare(third.text)).toBe(core.says('and signal?', by, core.answer('and briar?', by, about).summary))
    })

    test.each(calls)('an edited question has its answer edited, called by %s', async (by) => {
      const first = await askBoth('explain metadata', by)
      const second = await first.edit('briar')
      expect(bare(second.text)).toBe(core.says('briar', by))
      expect(second).toMatchObject({ notified: [], faults: [] })
      const third = await second.edit('explain forward secrecy')
      expect(bare(third.text)).toBe(core.says('explain forward secrecy', by))
    })

    test('a message that is edited into a question is answered', async () => {
      expect(bare((await chat.askAfterAll('signal')).text)).toBe(core.says('signal', 'prefix'))
    })

    test.each(calls)('a deleted question takes its answer along, called by %s', async (by) => {
      await (await askBoth('session', by)).remove()
    })

    test.each(calls)('an asker can have an answer removed, called by %s', async (by) => {
      await (await askBoth('simplex', by)).reject()
    })

    test.each([
      'is session as safe as signal?',
      '!messengers signal',
      'try !messenger signal',
      'messenger signal',
      '> !messenger signal',
      '!help',
      '/messenger',
    ])('what is not for the bot is not answered: %s', async (text) => {
      expect(await chat.answersTo(text)).toBe(0)
    })

    test('each question gets one answer', async () => {
      expect(await chat.answersTo('!messenger briar')).toBe(1)
    })
  })
}

/** The text that matters: which way it runs and what must be typed before a command are each platform's own. */
function bare(text: string): string {
  return withoutDirectionMarks(text).replaceAll(/!messenger ?/g, '')
}

/** The core itself, with a place for each room of a chat. */
function openCore(reads: Chat['reads']) {
  const bot: Bot = createBot({ content: realContent(), state: openState() })
  const answer = (text: string, by: Call, replyTo?: Request['replyTo']) => {
    const place = { platform: 'core', id: by === 'direct' ? 'direct' : 'shared' }
    return bot.answer({ text, place, moderates: true, ...(replyTo ? { replyTo } : {}) })
  }
  return {
    answer,
    says: (text: string, by: Call, replyTo?: Request['replyTo']) =>
      bare(reads(answer(text, by, replyTo), { text, by, bot })),
  }
}
