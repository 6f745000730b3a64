const expected = [
  ...['UnusableState', 'InvalidPlaceFile', 'InvalidContent', 'InvalidConfiguration', 'UnknownLanguage'],
  ...['MissingSecret', 'UnusableHealth', 'MatrixProblem', 'EncryptionError', 'DiscordProblem'],
]

/**
 * Whether an error tells the operator in one line what to put right, as opposed to a bug. Known by their names, so that
 * nobody needs to load what throws them.
 */
export function isExpected(error: unknown): error is Error {
  return error instanceof Error && expected.includes(error.name)
}

/**
 * Where a bug is, without what the error says: that may repeat what somebody wrote, as that of a JSON parser does.
 */
export function describeBug(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${typeof error}`
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const cause = error.cause === undefined ? [] : [`caused by ${describeBug(error.cause)}`]
  return [error.name, ...frames, ...cause].join('\n')
}
