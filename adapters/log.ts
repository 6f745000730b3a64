/** Writes a line for the operator; never with anything that somebody wrote, nor with who wrote it. */
export type Log = (level: 'info' | 'warn' | 'error', message: string) => void

/** Writes on standard error: when, how grave, from which part. */
export function logFor(part: string): Log {
  return (level, message) =>
    void process.stderr.write(`${new Date().toISOString()} ${level.padEnd(5)} ${part}: ${message}\n`)
}
