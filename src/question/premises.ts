import type { Catalog, Condition } from '../catalog/catalog.ts'
import type { Clause } from './conditions.ts'
import { type Cue, isCue } from './cues.ts'
import type { Lexeme } from './read.ts'

/** How many words into a question what it takes for granted may begin. */
const openingWords = 4

/** The words at the end of sentences that turn them into questions: "..., right?" */
export function tagsOf(lexemes: readonly Lexeme[]): ReadonlySet<Lexeme> {
  const tags = new Set<Lexeme>()
  for (const sentence of sentencesOf(lexemes)) {
    const last = sentence.findLast(
      ({ readings }) => !readings.every(({ kind }) => kind === 'common') || readings.length === 0,
    )
    // "Windows yes, mac no. Which?": only alone or at the very end is "no" a question.
    const isPlain =
      sentence.length === 1 || sentence.at(-1) === lexemes.at(-1) || !(last && (isCue(last, 'no') || isCue(last, 'or')))
    if (last && isPlain && isCue(last, 'tag') && lexemes.indexOf(last) > 1) tags.add(last)
  }
  return tags
}

/** The phrases of each part of a question between its sentence marks. */
export function sentencesOf(lexemes: readonly Lexeme[]): readonly (readonly Lexeme[])[] {
  const sentences: Lexeme[][] = [[]]
  for (const lexeme of lexemes) {
    if (lexeme.opens) sentences.push([])
    sentences.at(-1)?.push(lexeme)
  }
  return sentences
}

/**
 * What a question takes for granted: everything before "right?", what follows "since" or "I heard", the reason for a
 * "why", the event of a "when", and whatever somebody wants to be told how to use.
 */
export function premisesOf(
  lexemes: readonly Lexeme[],
  clauses: readonly Clause[],
  tagged: boolean,
  catalog: Catalog,
): readonly Condition[] {
  const [first] = clauses
  const find = (cue: Cue) => lexemes.find((lexeme) => isCue(lexeme, cue))
  const supposed = (): readonly Condition[] => {
    if (tagged) return clauses
    const given = find('given')
    if (first && given && given.at < openingWords && given.at < first.at) return [first]
    const presumed = find('presumed')
    const after = presumed && clauses.find(({ at }) => at >= presumed.at)
    if (after) return [after]
    const named = clauses.filter(({ criterion }) => catalog.criteria.includes(criterion))
    if (find('why') && first) return [first]
    if (find('setup') && !find('whether')) return named
    if (find('when')) return named.slice(0, 1)
    return find('recommend') ? clauses.filter(({ criterion }) => isPlatform(catalog, criterion)) : []
  }
  const asserted = supposed()
  return find('only') ? [...asserted, ...nothingBeside(asserted, catalog)] : asserted
}

/** "Only on phones" says of every other platform that it is not served. */
function nothingBeside(asserted: readonly Condition[], catalog: Catalog): Condition[] {
  const served = asserted.filter(({ criterion, value }) => value === 'yes' && isPlatform(catalog, criterion))
  if (served.length === 0) return []
  const named = new Set(served.flatMap(({ criterion }) => [criterion, ...partsOf(catalog, criterion)]))
  return platformsOf(catalog)
    .filter((platform) => !named.has(platform))
    .map((criterion) => ({ criterion, value: 'no' }))
}

/** The platforms that are no collection of others. */
export function platformsOf(catalog: Catalog): readonly string[] {
  return catalog.criteria.filter((id) => isPlatform(catalog, id) && partsOf(catalog, id).length === 0)
}

/** The platforms that one stands for: desktop computers, phones. */
export function partsOf(catalog: Catalog, criterion: string): readonly string[] {
  const rule = catalog.data.criteria[criterion]?.rule
  return rule && 'any' in rule ? rule.any : []
}

function isPlatform(catalog: Catalog, criterion: string): boolean {
  return catalog.criterion(criterion).platform === true
}
