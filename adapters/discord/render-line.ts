import { bold, hideLinkEmbed, hyperlink, inlineCode } from 'discord.js'
import {
  type Answer,
  type Inline,
  isolateLeftToRight,
  isolateRightToLeft,
  type Line,
  leaveLatinBare,
  rightToLeftMark,
} from '../../src/index.ts'
import { escapeText } from './escape.ts'

type Direction = Pick<Answer, 'direction'>

const table: { readonly [K in Inline['kind']]: (inline: Extract<Inline, { kind: K }>, answer: Direction) => string } = {
  text: ({ text }, answer) => textOf(text, answer),
  strong: ({ content }, answer) => emphasize(renderInlines(content, answer)),
  code: ({ text }, answer) => leftToRight(codeOf(text), answer),
  link: ({ text, url }, answer) => linkOf(text, url, answer),
  verdict: ({ text }, answer) => textOf(text, answer),
  note: ({ number }) => `\\[${number}]`,
}

/**
 * A line as Markdown. Clients tell the direction of a text by its first strong character, hence the mark; the isolate
 * keeps the words in order where a client lays everything out from the left.
 */
export function renderLine(line: Line, answer: Direction): string {
  const markdown = renderInlines(line, answer).trim()
  return answer.direction === 'rtl' ? `${rightToLeftMark}${isolateRightToLeft(markdown)}` : markdown
}

function renderInlines(line: Line, answer: Direction): string {
  return line.map((inline) => renderInline(inline, answer)).join('')
}

function renderInline<I extends Inline>(inline: I, answer: Direction): string {
  return (table[inline.kind] as (inline: I, answer: Direction) => string)(inline, answer)
}

function textOf(text: string, { direction }: Direction): string {
  return escapeText(leaveLatinBare(text, direction))
}

/** Blanks at the ends stay outside, where they cannot keep the asterisks from being read. */
function emphasize(markdown: string): string {
  const [, before = '', content = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(markdown) ?? []
  return content === '' ? markdown : `${before}${bold(content)}${after}`
}

/** Nothing can be escaped inside code, so what would end it is shown as text. */
function codeOf(text: string): string {
  return text.trim() === '' || /[`\n\r\u2028\u2029]/.test(text) ? escapeText(text) : inlineCode(text)
}

/** A link to the web; any other address stays text. Angle brackets let no character of the address end it. */
function linkOf(text: string, url: string, answer: Direction): string {
  const address = webAddress(url)
  if (address === undefined) return textOf(text, answer)
  const bare = leftToRight(hideLinkEmbed(address), answer)
  if (text === url) return bare
  // In the text of a link, brackets count even when escaped.
  return /[[\]]/.test(text)
    ? `${textOf(text, answer)} ${bare}`
    : hyperlink(textOf(text, answer), hideLinkEmbed(address))
}

/** An address as the web writes it, without blanks and angle brackets; undefined for anything else. */
export function webAddress(url: string): string | undefined {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined
  return new URL(url).href.replace(/[<>]/g, encodeURIComponent)
}

/** The marks stand outside, so that who copies code or an address does not copy them. */
function leftToRight(markdown: string, { direction }: Direction): string {
  return direction === 'rtl' ? isolateLeftToRight(markdown) : markdown
}
