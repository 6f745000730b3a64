/** The command that compares messengers. Commas keep two names apart that together are one, such as "Element Matrix". */
export function comparing(messengers: readonly string[], on: readonly string[] = []): string {
  return ['compare', messengers.join(', '), ...on].join(' ')
}
