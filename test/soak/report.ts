import type { Course } from './growth.ts'
import type { Settled, Verdict } from './ledger.ts'

/** What a soak was and what came of it. */
export interface Result {
  readonly minutes: number
  readonly seed: number
  readonly settled: readonly Settled[]
  readonly troubles: ReadonlyMap<string, number>
  readonly courses: readonly Course[]
  readonly samples: number
  /** What else was not as it should be. */
  readonly faults: readonly string[]
}

const verdicts: readonly Verdict[] = [
  ...(['answered', 'passed over', 'withdrawn', 'lapsed', 'left alone', 'twice', 'unaccounted'] as const),
]

/** Whether what became of something is wrong. */
export function isWrong({ verdict }: Settled): boolean {
  return verdict === 'twice' || verdict === 'unaccounted'
}

/** Whether all went well. */
export function isGood({ settled, courses, faults }: Result): boolean {
  return faults.length === 0 && courses.every((course) => course.isGood) && !settled.some(isWrong)
}

/** The result as Markdown. */
export function writeReport(result: Result): string {
  const { minutes, seed, settled, troubles, courses, samples, faults } = result
  const parts = [
    `${minutes} minutes, seed ${seed}: ${isGood(result) ? 'all in order' : 'NOT IN ORDER'}.`,
    table(['what people did', ...verdicts], ledgerRows(settled)),
    table(['what went wrong meanwhile', 'times'], [...troubles]),
    table(
      [`of the process (${samples} samples)`, 'second quarter', 'last quarter', 'ratio', 'highest', 'bound', ''],
      courses.map(courseRow),
    ),
    [...faults, ...settled.filter(isWrong).map(describe)].map((line) => `- ${line}`).join('\n'),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

type Cell = string | number

function table(head: readonly Cell[], rows: readonly (readonly Cell[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function ledgerRows(settled: readonly Settled[]): readonly (readonly Cell[])[] {
  const kinds = Map.groupBy(settled, ({ asked: { platform, kind } }) => `${platform}, ${kind}`)
  const countsOf = (some: readonly Settled[]) =>
    verdicts.map((verdict) => some.filter((one) => one.verdict === verdict).length)
  return [...[...kinds].toSorted().map(([kind, some]) => [kind, ...countsOf(some)]), ['all', ...countsOf(settled)]]
}

function courseRow({ what, second, last, highest, bound, isGood }: Course): readonly Cell[] {
  const ratio = second > 0 ? (last / second).toFixed(2) : '-'
  const figures = [second, last, highest, bound].map(readable)
  return [what, figures[0] ?? '', figures[1] ?? '', ratio, ...figures.slice(2), isGood ? 'kept' : 'EXCEEDED']
}

/** Bytes are larger than anything else that is counted here. */
function readable(figure: number): string {
  if (figure >= 1024 ** 2) return `${(figure / 1024 ** 2).toFixed(1)} MiB`
  return figure >= 1024 ? `${(figure / 1024).toFixed(0)} KiB` : figure.toFixed(0)
}

function describe({ asked: { platform, kind, at, asker, place }, verdict }: Settled): string {
  return `${verdict}: ${kind} on ${platform} at ${new Date(at).toISOString()} by ${asker} in ${place}`
}
