import { createMetrics } from '../../adapters/health/metrics.ts'

/** What `/metrics` tells of, histograms with their parts. */
export async function metricNames(): Promise<ReadonlySet<string>> {
  const metrics = createMetrics()
  metrics.meterOf('matrix').timeAnswer(1)
  const text = await metrics.text()
  const declared = [...text.matchAll(/^# TYPE (\S+) (?!histogram)/gm)].map(([, name = '']) => name)
  const measured = [...text.matchAll(/^([a-z_0-9]+)[{ ]/gm)].map(([, name = '']) => name)
  return new Set([...declared, ...measured])
}
