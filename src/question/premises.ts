import type { Catalog, Condition } from '../catalog/catalog.ts'
import { isPlatform, partsOf, platformsOf } from '../catalog/platforms.ts'
import type { Question } from './gather.ts'
import type { Lexeme } from './read.ts'
import { type Cue, idsOf, isCue, maybe } from './readings.ts'

/** What an asker takes for granted of the messengers asked about. */
export interface Premises {
  readonly conditions: readonly Condition[]
  /** Topics of the past that are taken for the present. */
  readonly outdated: readonly string[]
  /** Parts of things, such as reactions, with the verdict that is taken for granted. */
  readonly parts: readonly { readonly topic: string; readonly value: 'yes' | 'no' }[]
  readonly numbers: readonly number[]
  /** Topics that have a number and are taken to have none: "groups have no limit, right?" */
  readonly unlimited: readonly string[]
}

/** What a question takes for granted. */
export function premisesOf(question: Question, catalog: Catalog): Premises {
  const { lexemes, topics, tagged, has } = question
  const conditions = conditionsOf(question, catalog)
  if (!tagged && !has('given', 'presumed')) return { conditions, outdated: [], parts: [], numbers: [], unlimited: [] }
  const isPresent = !has('history', 'changes', 'when')
  const value = has('no') ? 'no' : 'yes'
  const numbers = lexemes.flatMap(numbersIn)
  return {
    conditions,
    outdated: isPresent ? topics.filter((topic) => catalog.data.criteria[topic]?.past) : [],
    parts: topics.filter((topic) => topic.includes('.')).map((topic) => ({ topic, value })),
    numbers,
    unlimited: numbers.length === 0 ? deniedNumbers(lexemes, catalog) : [],
  }
}

/** How many words into a question what it takes for granted may begin. */
const openingWords = 4

function conditionsOf(question: Question, catalog: Catalog): readonly Condition[] {
  const supposed = supposedIn(question, catalog)
  return question.has('only') ? [...supposed, ...nothingBeside(supposed, catalog)] : supposed
}

/**
 * Everything before "right?", what follows "since" or "I heard", the reason for a "why", the event of a "when", and
 * whatever somebody wants to be told how to use.
 */
function supposedIn({ lexemes, clauses, tagged, has }: Question, catalog: Catalog): readonly Condition[] {
  const [first] = clauses
  const find = (cue: Cue) => lexemes.find((lexeme) => isCue(lexeme, cue))
  if (tagged) return clauses
  const given = find('given')
  if (first && given && given.at < openingWords && given.at < first.at) return [first]
  const presumed = find('presumed')
  const after = presumed && clauses.find(({ at }) => at >= presumed.at)
  if (after) return [after]
  const named = clauses.filter(({ criterion }) => catalog.criteria.includes(criterion))
  if (has('why') && first) return [first]
  if (has('setup') && !has('whether')) return named
  if (has('when')) return named.slice(0, 1)
  return has('recommend') ? clauses.filter(({ criterion }) => isPlatform(catalog, criterion)) : []
}

/** "Only on phones" says of every other platform that it is not served. */
function nothingBeside(supposed: readonly Condition[], catalog: Catalog): Condition[] {
  const served = supposed.filter(({ criterion, value }) => value === 'yes' && isPlatform(catalog, criterion))
  if (served.length === 0) return []
  const named = new Set(served.flatMap(({ criterion }) => [criterion, ...partsOf(catalog, criterion)]))
  return platformsOf(catalog)
    .filter((platform) => !named.has(platform))
    .map((criterion) => ({ criterion, value: 'no' }))
}

/** A number in digits or in words. */
function numbersIn(lexeme: Lexeme): number[] {
  if (/^\d+$/.test(lexeme.words)) return [Number(lexeme.words)]
  return idsOf(lexeme, 'number').map(Number)
}

/** Topics of numbers that are denied: "no limit on members". */
function deniedNumbers(lexemes: readonly Lexeme[], catalog: Catalog): string[] {
  return lexemes.flatMap((lexeme, index) => {
    const before = lexemes.slice(0, index).findLast((one) => !isCue(one, 'how-many') && !maybe(one, 'common'))
    if (!before || !isCue(before, 'no')) return []
    return idsOf(lexeme, 'fact').filter((id) => catalog.data.criteria[id]?.type === 'number')
  })
}
