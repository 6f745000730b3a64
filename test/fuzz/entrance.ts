import type fc from 'fast-check'

/** A way into the bot: what may come in there, and what must hold of whatever comes. */
export interface Entrance<T = unknown> {
  readonly name: string
  /** How many inputs a campaign puts in. */
  readonly runs: number
  /** Opens a bot of its own, with nothing in it. */
  open(): Promise<OpenEntrance<T>>
}

/** An entrance with the bot behind it. */
export interface OpenEntrance<T = unknown> {
  readonly inputs: fc.Arbitrary<T>
  /** Puts something in and tells what came of it; throws where something that must hold does not. */
  put(input: T): Promise<string>
  close(): void
}

/** Throws unless there is nothing to say against something. */
export function expectNothing(against: string, what: readonly unknown[]): void {
  if (what.length > 0) throw new Error(`${against}: ${JSON.stringify(what)}`)
}
