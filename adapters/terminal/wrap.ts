import stringWidth from 'string-width'

/**
 * Breaks a line into lines of at most `columns` terminal columns, between words; Chinese also between words without
 * blanks, punctuation staying with the word before it. An address is never broken, so that it can still be opened.
 * Continuation lines are indented. Isolates end with a line, so one that is broken is ended there and begun anew.
 */
export function wrap(line: string, columns: number, language: string, indent = ''): string[] {
  if (stringWidth(line) <= columns) return [line]
  const lines: string[] = []
  let current = ''
  for (const piece of pieces(line, language)) {
    if (current.trim() !== '' && stringWidth(current + piece.trimEnd()) > columns) {
      lines.push(current.trimEnd())
      current = indent + piece.trimStart()
    } else {
      current += piece
    }
  }
  return closeIsolates([...lines, current.trimEnd()])
}

function closeIsolates(lines: readonly string[]): string[] {
  let open = ''
  return lines.map((line) => {
    const begun = line.replace(/^\s*/, (indent) => indent + open)
    open = ''
    for (const mark of begun.match(/[\u2066-\u2069]/g) ?? []) open = mark === '\u2069' ? open.slice(0, -1) : open + mark
    return begun + '\u2069'.repeat(open.length)
  })
}

function pieces(line: string, language: string): string[] {
  return line
    .split(/(\u2066?https?:\/\/\S+)|(?<= )/u)
    .filter((part) => part !== undefined && part !== '')
    .flatMap((part) => (/\p{Script=Han}/u.test(part) ? chineseWords(part, language) : [part]))
}

/** Words between which Chinese may be broken: none begins with closing punctuation or ends with an opening bracket. */
function chineseWords(text: string, language: string): string[] {
  const words: string[] = []
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    const last = words.at(-1)
    const attached = /^[^\p{L}\p{N}「『（《〈【\u2066-\u2068]/u.test(segment)
    if (last !== undefined && (attached || /[「『（《〈【\u2066-\u2068]$/u.test(last)))
      words[words.length - 1] = last + segment
    else words.push(segment)
  }
  return words
}
