import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Observation } from '../../src/index.ts'
import type { Happening, Meter } from '../monitor.ts'

/** What Prometheus reads. No label tells of a person, a room or a text. */
export interface Metrics {
  /** Counts what the bot did. */
  observe(observation: Observation): void
  /** Measures one platform. */
  meterOf(platform: string): Meter
  /** Everything measured so far, in the text format of Prometheus. */
  text(): Promise<string>
  readonly contentType: string
}

/** Bounds in seconds: most answers take milliseconds, those to missed questions up to the catch-up of ten minutes. */
const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600]

const happenings: Readonly<Record<Happening, readonly [name: string, help: string]>> = {
  retries: ['retries', 'Requests to a platform that were made once more.'],
  'send failures': ['send_failures', 'Answers that could not be sent.'],
  incidents: ['incidents', 'Bugs; the log says where.'],
  reconnects: ['reconnects', 'Connections to a platform that came back.'],
  restarts: ['adapter_restarts', 'Times that an adapter had ended and was started again.'],
}

/** Begins to measure. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name: `messenger_guide_${name}_total`, help, labelNames, registers: [registry] })
  const asked = ['platform', 'command', 'outcome', 'language'] as const
  const questions = counter('questions', 'Questions answered, and how.', asked)
  const unanswered = counter('unanswered', 'Questions without a plain answer.', ['intent', 'outcome'])
  const limited = counter('rate_limited', 'Questions beyond the limits.', ['platform'])
  const refreshed = counter('pins_refreshed', 'Pinned cards that were brought up to date.', ['platform'])
  const happened = Object.fromEntries(
    Object.entries(happenings).map(([key, [name, help]]) => [key, counter(name, help, ['platform'])]),
  )
  const options = { labelNames: ['platform' as const], registers: [registry] }
  const answerTime = new Histogram({
    ...options,
    name: 'messenger_guide_answer_seconds',
    help: 'Time from a question to its answer.',
    buckets,
  })
  const ready = new Gauge({
    ...options,
    name: 'messenger_guide_adapter_ready',
    help: 'Whether an adapter hears what is asked.',
  })
  return {
    observe: (observation) => {
      const { kind, platform } = observation
      if (kind === 'limited') return limited.inc({ platform })
      if (kind === 'pin-refreshed') return refreshed.inc({ platform })
      const { command, intent, outcome, language } = observation
      questions.inc({ platform, command, outcome, language })
      if (outcome !== 'answered') unanswered.inc({ intent, outcome })
    },
    meterOf: (platform) => {
      // What never happened is zero, not unknown.
      for (const count of [limited, refreshed, ...Object.values(happened)]) count.inc({ platform }, 0)
      ready.set({ platform }, 0)
      return {
        count: (happening) => happened[happening]?.inc({ platform }),
        timeAnswer: (seconds) => answerTime.observe({ platform }, seconds),
        ready: (isReady) => ready.set({ platform }, Number(isReady)),
      }
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
