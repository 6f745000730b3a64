import { isolateLeftToRight, rightToLeftMark } from '../language/direction.ts'
import { closingBlocks } from './closing.ts'
import type { Answer, Block, ChoiceOption, Inline, Line } from './document.ts'

type Direction = Pick<Answer, 'direction' | 'colon'>
type BlockRenderers = {
  readonly [K in Block['kind']]: (block: Extract<Block, { kind: K }>, answer: Direction) => string[]
}

const blocks: BlockRenderers = {
  heading: ({ content }, answer) => ['', plainLine(content, answer)],
  paragraph: ({ content }, answer) => [plainLine(content, answer)],
  notice: ({ content }, answer) => ['', plainLine(content, answer)],
  list: ({ items }, answer) => items.map((item) => `• ${plainLine(item, answer)}`),
  steps: ({ items }, answer) => items.map((item, index) => `${index + 1}. ${plainLine(item, answer)}`),
  choice: ({ entry, options }, answer) => [
    ...blocks.facts({ kind: 'facts', entries: [entry] }, answer),
    ...otherThan(options).map(({ typed }) => `  ◦ ${plainLine(typed, answer)}`),
  ],
  facts: ({ entries }, answer) =>
    entries.flatMap(({ label, value, detail }) => [
      `• ${plainLine(label, answer)}${answer.colon}${plainLine(value, answer)}`,
      ...(detail ? [`  ${plainLine(detail, answer)}`] : []),
    ]),
  comparison: ({ columns, rows }, answer) =>
    rows.flatMap(({ label, cells }) => [
      plainLine(label, answer),
      ...cells.map(
        (cell, index) => `  • ${plainLine(columns[index] ?? [], answer)}${answer.colon}${plainLine(cell, answer)}`,
      ),
    ]),
  card: ({ title, subtitle }, answer) => [plainLine(title, answer), plainLine(subtitle, answer)],
  links: ({ entries }, answer) =>
    entries.map(
      ({ text, url }) =>
        `• ${plainLine(
          [
            { kind: 'text', text: `${text}${answer.colon}` },
            { kind: 'link', text: url, url },
          ],
          answer,
        )}`,
    ),
}

/** What can be chosen instead. */
export function otherThan(options: readonly ChoiceOption[]): readonly ChoiceOption[] {
  return options.filter(({ chosen }) => !chosen)
}

/** A complete answer as plain text: every block, footnote, source and follow-up. */
export function renderPlainText(answer: Answer): string {
  const mark = answer.direction === 'rtl' ? rightToLeftMark : ''
  return [...answer.blocks, ...closingBlocks(answer)]
    .flatMap((block) => renderBlock(block, answer))
    .map((line) => (line === '' ? '' : `${mark}${line.trimEnd()}`))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function renderBlock<B extends Block>(block: B, answer: Direction): string[] {
  return (blocks[block.kind] as (block: B, answer: Direction) => string[])(block, answer)
}

/** A line's text; in a right-to-left answer, addresses and things to type are isolated left to right. */
export function plainLine(line: Line, answer: Pick<Answer, 'direction'>): string {
  return line.map((inline) => plain(inline, answer)).join('')
}

function plain(inline: Inline, answer: Pick<Answer, 'direction'>): string {
  const leftToRight = (text: string) => (answer.direction === 'rtl' ? isolateLeftToRight(text) : text)
  switch (inline.kind) {
    case 'text':
    case 'verdict':
      return inline.text
    case 'strong':
      return plainLine(inline.content, answer)
    case 'code':
      return leftToRight(inline.text)
    case 'link':
      return inline.text === inline.url ? leftToRight(inline.url) : `${inline.text} (${leftToRight(inline.url)})`
    case 'note':
      return `[${inline.number}]`
  }
}
