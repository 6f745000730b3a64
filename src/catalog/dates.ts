/** Orders ISO dates, oldest first. Plain comparison, because that of a locale costs a hundred times more. */
export function byDate(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
