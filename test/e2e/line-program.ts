import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { recentText } from './recent-text.ts'

/** A program that is told commands and tells results and events, as JSON, a line each. */
export interface LineProgram {
  /** Has a command carried out and returns its result. */
  request(command: { do: string; [argument: string]: unknown }): Promise<unknown>
  /** Ends the program and everything it started. */
  stop(): Promise<void>
}

interface Line {
  readonly id?: number
  readonly result?: unknown
  readonly error?: string
  readonly event?: unknown
}

/** Speaks with such a program. When it ends unasked, `onEnd` hears why, and open requests fail with the same error. */
export function speakInLines(
  child: ChildProcessWithoutNullStreams,
  onEvent: (event: unknown) => void,
  onEnd: (error: Error) => void,
): LineProgram {
  const open = new Map<number, PromiseWithResolvers<unknown>>()
  const complaints = recentText(child.stderr)
  const closed = once(child, 'close')
  let requests = 0

  createInterface(child.stdout).on('line', (text) => {
    const { id = 0, result, error, event } = JSON.parse(text) as Line
    if (event !== undefined) onEvent(event)
    else if (error === undefined) open.get(id)?.resolve(result)
    else open.get(id)?.reject(new Error(error))
  })
  child.on('close', () => {
    const error = new Error(`The program has ended.\n${complaints()}`)
    for (const request of open.values()) request.reject(error)
    onEnd(error)
  })
  return {
    request: async (command) => {
      const id = ++requests
      const result = Promise.withResolvers<unknown>()
      open.set(id, result)
      child.stdin.write(`${JSON.stringify({ id, ...command })}\n`)
      return result.promise.finally(() => open.delete(id))
    },
    stop: async () => {
      child.stdin.end()
      await closed
    },
  }
}
