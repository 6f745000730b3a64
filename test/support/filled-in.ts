/** A line of the log with its fields in place, as the operator reads it. */
export function filledIn(message: string, fields: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{(\w+)\}/g, (_, name) => String(fields[name]))
}
