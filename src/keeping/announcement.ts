import { type Answer, heading, list, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import type { Context } from '../commands/command.ts'

/** What is posted in a place before questions that were not understood are kept there. */
export function announcementFor(context: Context): Answer {
  const { catalog, voice } = context
  const draft = createDraft(catalog, voice, 'meta')
  draft.add(
    heading(text(voice.say('keeping.title'))),
    list([
      [text(whatIsKept(context))],
      [text(voice.say('keeping.not'))],
      [text(howToEnd(context))],
      [text(voice.say('keeping.more', { command: commandIn(context, 'privacy') }))],
    ]),
  )
  return draft.finish()
}

/** What is kept, for how long and for whom. */
export function whatIsKept(context: Context): string {
  return context.voice.say('keeping.what', { days: daysIn(context) })
}

/** How a moderator ends it. */
export function howToEnd(context: Context): string {
  return context.voice.say('keeping.end', { command: commandIn(context, 'settings keep-questions off') })
}

/** For how long questions are kept at most, in words. */
export function daysIn({ voice, keepQuestions }: Pick<Context, 'voice' | 'keepQuestions'>): string {
  return voice.say('keeping.days', { count: keepQuestions?.days ?? 0 })
}

function commandIn({ prefix }: Context, command: string): string {
  return `${prefix} ${command}`
}
