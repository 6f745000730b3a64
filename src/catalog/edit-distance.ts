/**
 * How many letters must be added, left out, replaced or swapped with their neighbour to turn one word into the other.
 * Names are compared so and not with fuse.js, which charges two for a swap, the most common slip, takes a part of a
 * name for the whole, and needs over a second for 500 hostile characters.
 */
export function editDistance(from: string, to: string): number {
  return distances(from, to).at(-1) ?? 0
}

/** The fewest slips between what was typed so far and any beginning of a name. */
export function beginningDistance(typed: string, name: string): number {
  return Math.min(...distances(typed, name))
}

/** How far a word is from each beginning of another, from the empty one to the whole. */
function distances(from: string, to: string): readonly number[] {
  const a = [...from]
  const b = [...to]
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const replace = cost(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1)
      let best = Math.min(replace, cost(last, column) + 1, cost(current, column - 1) + 1)
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (row > 1 && column > 1 && swapped) best = Math.min(best, cost(beforeLast, column - 2) + 1)
      current.push(best)
    }
    beforeLast = last
    last = current
  }
  return last
}

function cost(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}

/** How many slips a phrase may have and still be taken for another: none in very short ones. */
export function toleratedEdits(phrase: string): number {
  const length = [...phrase].length
  if (length < 4) return 0
  if (length < 8) return 1
  return length < 14 ? 2 : 3
}

/** The one candidate that a misspelt word is nearest to, if it is near enough and no other is as near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const near = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(1, toleratedEdits(word)))
    .toSorted((a, b) => a.distance - b.distance)
  return near[0]?.distance === near[1]?.distance ? undefined : near[0]?.candidate
}
