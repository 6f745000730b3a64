/** Writes a line for the operator on standard error: when, how grave, from which part. */
export function logFor(part: string): (level: 'info' | 'warn' | 'error', message: string) => void {
  return (level, message) =>
    void process.stderr.write(`${new Date().toISOString()} ${level.padEnd(5)} ${part}: ${message}\n`)
}
