/** Writes a line for the operator; never with anything that somebody wrote, nor with who wrote it. */
export type Log = (level: 'info' | 'warn' | 'error', message: string) => void
