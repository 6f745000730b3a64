import type { Answer, Bot } from '../../src/index.ts'

/** How a message calls the bot: by its prefix or a mention in a shared room, or by being in a direct one. */
export type Call = 'prefix' | 'mention' | 'direct'

/** Two rooms of a platform with the bot in them, seen by a person there who moderates both. */
export interface Chat {
  /** The most characters that people can send in one message. */
  readonly longestMessage: number
  /** How the answer to a text reads on the platform: all of it, or what fits there. */
  reads(answer: Answer, asked: { readonly text: string; readonly by: Call; readonly bot: Bot }): string
  /** Asks the bot and waits for its answer. */
  ask(text: string, by: Call): Promise<Exchange>
  /** Says a text as it is in the shared room, asks something else there, and tells how often the text was answered by then. */
  answersTo(text: string): Promise<number>
  /** Edits a message that was not for the bot, so that it calls by its prefix, and waits for the answer. */
  askAfterAll(text: string): Promise<Exchange>
  close(): Promise<void>
}

/** A question and its answer. */
export interface Exchange {
  /** The plain text of the answer. */
  readonly text: string
  /** Whom the answer notifies beside the asker. */
  readonly notified: readonly string[]
  /** What is wrong with how the answer is marked up; a platform without markup has none. */
  readonly faults: readonly string[]
  /** Asks further by a reply to the answer, without calling the bot again. */
  followUp(text: string): Promise<Exchange>
  /** Edits the question and waits until the answer says something else, in its place. */
  edit(text: string): Promise<Exchange>
  /** Deletes the question and waits until the answer is gone. */
  remove(): Promise<void>
  /** Rejects the answer, as an asker may, and waits until it is gone. */
  reject(): Promise<void>
}
