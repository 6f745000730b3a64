import type { Expectation } from './questions.ts'

/** What is judged of an answer: the line of JSON that `ask --json` prints. */
export interface Judged {
  readonly language: string
  readonly outcome: string
  readonly intent: string
  readonly messengers: readonly string[]
  readonly criteria: readonly string[]
  readonly terms: readonly string[]
  readonly premise: string | null
  readonly result: readonly string[]
  readonly notCovered: readonly string[]
  readonly verdicts: readonly { messenger: string; criterion: string; verdict: string }[]
  readonly urls: readonly string[]
  readonly text: string
}

/** What is wrong with an answer; empty when it is right. */
export function faults(answer: Judged, expect: Expectation, language: string): string[] {
  const sameSet = (a: readonly string[], b: readonly string[]) => a.toSorted().join() === b.toSorted().join()
  const some = (wanted: readonly string[] | undefined, within: readonly string[]) =>
    wanted === undefined || wanted.some((id) => within.includes(id))
  const contains = (wanted: readonly string[] | undefined, text: string) =>
    wanted === undefined || wanted.some((part) => text.toLowerCase().includes(part.toLowerCase()))
  const said = answer.text.replace(/[\u200E\u200F\u2066-\u2069]/g, '').replaceAll('\u00A0', ' ')
  const checks: [string, boolean][] = [
    ['language', answer.language === language],
    ['outcome', (expect.outcome ?? ['answered', 'not-stated']).includes(answer.outcome)],
    ['intent', some(expect.intent, [answer.intent])],
    ['messengers', expect.messengers === undefined || sameSet(expect.messengers, answer.messengers)],
    ['messengersInclude', (expect.messengersInclude ?? []).every((id) => answer.messengers.includes(id))],
    ['criteria', some(expect.criteria, answer.criteria)],
    ['terms', some(expect.terms, answer.terms)],
    ['alsoTerms', some(expect.alsoTerms, answer.terms)],
    ['result', expect.result === undefined || sameSet(expect.result, answer.result)],
    ['resultIncludes', (expect.resultIncludes ?? []).every((id) => answer.result.includes(id))],
    ['resultExcludes', !(expect.resultExcludes ?? []).some((id) => answer.result.includes(id))],
    ['urls', contains(expect.urls, answer.urls.join(' '))],
    ['textContains', contains(expect.textContains, said)],
    ['premise', expect.premise === undefined || answer.premise === expect.premise],
    ['notCoveredNamed', !expect.notCoveredNamed || answer.notCovered.length > 0],
  ]
  return [...checks.filter(([, right]) => !right).map(([name]) => name), ...verdictFaults(answer, expect)]
}

/** A verdict that is expected and missing is a miss; one that differs is an error of fact. */
function verdictFaults(answer: Judged, expect: Expectation): string[] {
  return Object.entries(expect.verdicts ?? {}).flatMap(([key, wanted]) => {
    const [messenger, criterion] = key.split(':')
    const given = answer.verdicts.find((verdict) => verdict.messenger === messenger && verdict.criterion === criterion)
    if (!given) return ['verdict missing']
    return wanted.split('|').includes(given.verdict) ? [] : ['WRONG VERDICT']
  })
}
