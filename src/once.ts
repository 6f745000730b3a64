/** Makes something when it is first asked for, and never again: much is dear to make and never used. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
