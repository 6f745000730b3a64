import type { ErrorCode, YAMLError } from 'yaml'

const cures: Partial<Record<ErrorCode, string>> = {
  BAD_SCALAR_START: 'Put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'Put one key on each line; put a value with a colon in quotes',
  DUPLICATE_KEY: 'Keep one of them',
  MISSING_CHAR: 'Add what is missing',
  MULTIPLE_DOCS: 'Remove the "---" and keep one',
  TAB_AS_INDENT: 'Indent with spaces',
  TAG_RESOLVE_FAILED: 'Remove the tag, or put the value in quotes if it begins with "!"',
}

/** What nobody who reads it comes to the bottom of. */
export const tooDeep = { message: 'is nested too deeply', cure: 'Write it with fewer levels' }

/** What the YAML library found, with what to do; without the text around, of which some may be nobody's business. */
export function explainSyntax({ code, message, pos: [offset] }: YAMLError, text: string) {
  const cure = cures[code] ?? 'Correct the YAML here'
  if (code === 'DUPLICATE_KEY') return { offset, message: `the key "${keyAt(text, offset)}" is there twice`, cure }
  if (message.startsWith('Maximum call stack')) return { offset, ...tooDeep }
  if (code === 'MULTIPLE_DOCS') return { offset, message: 'holds more than one document', cure }
  const [said = ''] = message.split('\n')
  return { offset, message: said.replace(/(in YAML stream): .*$/, '$1'), cure }
}

function keyAt(text: string, offset: number): string {
  return /^["']?([^:"'\n]*)/.exec(text.slice(offset, offset + 100))?.[1]?.trim() ?? ''
}
