import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { Answer, Summary } from '../../src/answer/document.ts'
import { renderPlainText } from '../../src/answer/plain-text.ts'
import { createBot } from '../../src/bot.ts'
import { type Content, loadContent } from '../../src/content/load-content.ts'
import { withoutDirectionMarks } from '../../src/language/direction.ts'
import { openState } from '../../src/state/state.ts'

/** The repository itself: the real data and the real locales. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A folder of content under `test/fixtures`. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))
}

let loaded: Content | undefined

/** The real content, read once. */
export function realContent(): Content {
  loaded ??= loadContent([root])
  return loaded
}

/** A day on which the newest snapshot is not yet a year old. */
const soonAfter = new Date('2024-12-01')

export interface RoomOptions {
  readonly content?: Content
  readonly language?: string
  readonly moderates?: boolean
  readonly now?: Date
}

/** A place to ask in, on the real bot. */
export function openRoom({ content = realContent(), language, moderates = true, now = soonAfter }: RoomOptions = {}) {
  const state = openState()
  const bot = createBot({ content, state, now: () => now, ...(language ? { language } : {}) })
  return {
    ...{ bot, state },
    asks: (text: string) => reply(bot.answer({ text, place: { platform: 'test', id: 'room' }, moderates })),
  }
}

/** What came back, with what one may expect of it. */
export interface Reply {
  readonly answer: Answer
  readonly text: string
  sees(...words: readonly (string | RegExp)[]): Reply
  seesNo(...words: readonly (string | RegExp)[]): Reply
  gets(summary: Partial<Summary>): Reply
  verdict(messenger: string, criterion: string): string | undefined
}

function reply(answer: Answer): Reply {
  const text = withoutDirectionMarks(renderPlainText(answer)).replaceAll('\u00A0', ' ')
  const said: Reply = {
    answer,
    text,
    sees: (...words) => {
      for (const word of words) expect(text).toMatch(typeof word === 'string' ? new RegExp(literally(word)) : word)
      return said
    },
    seesNo: (...words) => {
      for (const word of words) expect(text).not.toMatch(typeof word === 'string' ? new RegExp(literally(word)) : word)
      return said
    },
    gets: (summary) => {
      expect(answer.summary).toMatchObject(summary)
      return said
    },
    verdict: (messenger, criterion) => {
      const found = answer.summary.verdicts.find(
        (given) => given.messenger === messenger && given.criterion === criterion,
      )
      return found && `${found.verdict} ${found.basis} ${found.asOf}`
    },
  }
  return said
}

function literally(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
