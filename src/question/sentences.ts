import type { Lexeme } from './read.ts'
import { isCue } from './readings.ts'

/** The phrases of each part of a question between its sentence marks. */
export function sentencesOf(lexemes: readonly Lexeme[]): readonly (readonly Lexeme[])[] {
  const sentences: Lexeme[][] = [[]]
  for (const lexeme of lexemes) {
    if (lexeme.opens) sentences.push([])
    sentences.at(-1)?.push(lexeme)
  }
  return sentences
}

/** The words at the end of sentences that turn them into questions: "..., right?" */
export function tagsOf(lexemes: readonly Lexeme[]): ReadonlySet<Lexeme> {
  const tags = new Set<Lexeme>()
  for (const sentence of sentencesOf(lexemes)) {
    const last = sentence.findLast(
      ({ readings }) => !readings.every(({ kind }) => kind === 'common') || readings.length === 0,
    )
    // "Windows yes, mac no. Which?": only alone or at the very end is "no" a question.
    const isPlain = sentence.length === 1 || sentence.at(-1) === lexemes.at(-1) || !(last && isCue(last, 'no', 'or'))
    if (last && isPlain && isCue(last, 'tag') && lexemes.indexOf(last) > 1) tags.add(last)
  }
  return tags
}
