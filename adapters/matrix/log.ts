/** Writes a line for the operator; never with anything that somebody wrote in a room. */
export type Log = (level: 'info' | 'warn' | 'error', message: string) => void
