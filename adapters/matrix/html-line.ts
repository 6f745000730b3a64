import { escapeAttribute, escapeText } from 'entities/escape'
import {
  type Answer,
  type Inline,
  isolateLeftToRight,
  isolateRightToLeft,
  type Line,
  rightToLeftMark,
} from '../../src/index.ts'

type Direction = Pick<Answer, 'direction'>

const table: { readonly [K in Inline['kind']]: (inline: Extract<Inline, { kind: K }>, answer: Direction) => string } = {
  text: ({ text }) => escapeText(text),
  strong: ({ content }, answer) => `<strong>${renderInlines(content, answer)}</strong>`,
  code: ({ text }, answer) => leftToRight(`<code>${escapeText(text)}</code>`, answer),
  link: ({ text, url }, answer) => (text === url ? leftToRight(anchor(text, url), answer) : anchor(text, url)),
  verdict: ({ text }) => escapeText(text),
  note: ({ number }) => `[${number}]`,
}

/**
 * A line as HTML. Clients strip `dir` and `bdi`, so a line read from the right says so with invisible characters: the
 * mark decides on which side it begins, the isolate holds where a client lays everything out from the left.
 */
export function renderHtmlLine(line: Line, answer: Direction): string {
  const html = renderInlines(line, answer).trimEnd()
  return answer.direction === 'rtl' ? `${rightToLeftMark}${isolateRightToLeft(html)}` : html
}

function renderInlines(line: Line, answer: Direction): string {
  return line.map((inline) => renderInline(inline, answer)).join('')
}

function renderInline<I extends Inline>(inline: I, answer: Direction): string {
  return (table[inline.kind] as (inline: I, answer: Direction) => string)(inline, answer)
}

/** The marks stand outside the element, so that who copies its text does not copy them. */
function leftToRight(html: string, { direction }: Direction): string {
  return direction === 'rtl' ? isolateLeftToRight(html) : html
}

/** A link to the web; any other address stays text. */
function anchor(text: string, url: string): string {
  const safe = /^https?:\/\//i.test(url)
  return safe ? `<a href="${escapeAttribute(url)}">${escapeText(text)}</a>` : escapeText(text)
}
