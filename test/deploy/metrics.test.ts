import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { metricNames as namesOfMetrics } from './metric-names.ts'

const read = (name: string) => readFileSync(new URL(`../../deploy/${name}`, import.meta.url), 'utf8')

interface Panel {
  readonly title: string
  readonly targets?: readonly { readonly expr: string }[]
}
interface Alerts {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[]
}

const metricNames = await namesOfMetrics()
const dashboard = JSON.parse(read('grafana-dashboard.json')) as { readonly panels: readonly Panel[] }
const alerts = parse(read('prometheus-alerts.yaml')) as Alerts

const shown = dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const))
const watched = alerts.groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => [alert, expr] as const))

const metricsIn = (expression: string) => expression.match(/\b(messenger_guide|process|nodejs)_\w+/g) ?? []

test.each([...shown, ...watched])('%s reads metrics that there are: %s', (_, expression) => {
  const metrics = metricsIn(expression)
  expect(metrics).not.toEqual([])
  expect(metrics.filter((name) => !metricNames.has(name))).toEqual([])
})

describe('the dashboard', () => {
  test('shows everything the bot counts', () => {
    const read = new Set(shown.flatMap(([, expression]) => metricsIn(expression)))
    const own = [...metricNames].filter((name) => /^messenger_guide/.test(name) && !/_(sum|count)$/.test(name))
    expect(own.filter((name) => !read.has(name))).toEqual([])
  })

  test('is of no particular Grafana: its data source is chosen', () => {
    const sources = new Set(JSON.stringify(dashboard).match(/"uid":"[^"]*"/g))
    expect([...sources]).toEqual([`"uid":"\${datasource}"`])
    expect(dashboard).not.toHaveProperty('id')
    expect(dashboard).not.toHaveProperty('uid')
  })
})
