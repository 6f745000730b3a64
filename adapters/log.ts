import { configureSync, getJsonLinesFormatter, getLogger, getTextFormatter, type LogRecord } from '@logtape/logtape'

/** What an operator can ask to hear: everything from a level on. */
export type Level = 'debug' | 'info' | 'warn' | 'error'

/**
 * Writes a line for the operator; never with anything that somebody wrote, nor with who wrote it. What stands in braces
 * in the message is taken from the fields.
 */
export type Log = (level: Level, message: string, fields?: Readonly<Record<string, string | number>>) => void

const root = 'messenger-guide'

/** Has lines from a level on written on standard error: for people on a terminal, else one JSON object each. */
export function openLog(level: Level): void {
  const format = process.stderr.isTTY
    ? getTextFormatter({ value: 'bare', category: (parts) => parts.slice(1).join('.') })
    : getJsonLinesFormatter({ categorySeparator: (parts) => parts.slice(1).join('.') })
  configureSync({
    sinks: { stderr: (record) => void process.stderr.write(format(readable(record))) },
    loggers: [
      { category: root, sinks: ['stderr'], lowestLevel: level === 'warn' ? 'warning' : level },
      { category: ['logtape', 'meta'], sinks: [] },
    ],
  })
}

/** The log of one part of the program. */
export function logFor(part: string): Log {
  const logger = getLogger([root, part])
  return (level, message, fields = {}) => logger[level](message, { ...fields })
}

/** With its fields in place and without quotation marks around them; the library would add some. */
function readable(record: LogRecord): LogRecord {
  return { ...record, message: [record.message.map(String).join('')] }
}
