import type { Log } from './log.ts'

/** What an adapter lets be known of its work: that something happened, never to whom or about what. */
export interface Monitor {
  /** It hears what is asked, from now on. */
  connected(): void
  /** It does not hear what is asked any more; the reason is for the operator. */
  disconnected(reason: string): void
  /** An answer was sent to what was asked then, in milliseconds since 1970. */
  answered(askedAt: number): void
  /** Something had to be asked of the platform once more. */
  retried(): void
  /** An answer could not be sent. */
  sendFailed(): void
  /** There is a bug. */
  incident(): void
  /** It ended and is about to be started again. */
  restarting(): void
  /** Whether it ever heard what is asked. */
  readonly wasConnected: boolean
}

/** What is counted. */
export type Happening = 'retries' | 'send failures' | 'incidents' | 'reconnects' | 'restarts'

/** Takes measurements of a platform. */
export interface Meter {
  count(happening: Happening): void
  /** How long an answer took, in seconds. */
  timeAnswer(seconds: number): void
  /** Whether it hears what is asked; the reason why not. */
  ready(isReady: boolean, reason?: string): void
}

/** Has what a monitor is told measured, and the operator told of connections that come back. */
export function createMonitor(log: Log, meter: Meter): Monitor {
  let was: 'new' | 'connected' | 'disconnected' = 'new'
  return {
    connected: () => {
      if (was === 'connected') return
      if (was === 'disconnected') {
        log('info', 'Connected again.')
        meter.count('reconnects')
      }
      was = 'connected'
      meter.ready(true)
    },
    disconnected: (reason) => {
      if (was === 'connected') was = 'disconnected'
      meter.ready(false, reason)
    },
    answered: (askedAt) => meter.timeAnswer(Math.max(0, Date.now() - askedAt) / 1000),
    retried: () => meter.count('retries'),
    sendFailed: () => meter.count('send failures'),
    incident: () => meter.count('incidents'),
    restarting: () => meter.count('restarts'),
    get wasConnected() {
      return was !== 'new'
    },
  }
}

/** Where nobody measures. */
export const unmeasured: Meter = { count: () => undefined, timeAnswer: () => undefined, ready: () => undefined }
