import {
  type Answer,
  type Block,
  closingBlocks,
  type FactEntry,
  type Layout,
  type Line,
  otherThan,
} from '../../src/index.ts'
import { renderHtmlLine } from './html-line.ts'

interface Paper {
  readonly answer: Answer
  readonly layout: Layout
}

/** Nothing but `p strong br ul ol li blockquote a code`, which every client shows; `layout: table` adds a table. */
const table: { readonly [K in Block['kind']]: (block: Extract<Block, { kind: K }>, paper: Paper) => string } = {
  heading: ({ content }, paper) => paragraphOf([bold(content)], paper),
  paragraph: ({ content }, paper) => paragraphOf([content], paper),
  notice: ({ content }, paper) => `<blockquote>${paragraphOf([content], paper)}</blockquote>`,
  list: ({ items }, paper) => listOf('ul', paper, items.map(alone)),
  steps: ({ items }, paper) => listOf('ol', paper, items.map(alone)),
  choice: ({ entry, options }, paper) =>
    listOf('ul', paper, [[...factOf(paper)(entry), ...otherThan(options).map(({ typed }) => typed)]]),
  facts: ({ entries }, paper) => listOf('ul', paper, entries.map(factOf(paper))),
  comparison: (block, paper) => (paper.layout === 'table' ? tableOf(block, paper) : rowsOf(block, paper)),
  card: ({ title, subtitle }, paper) => paragraphOf([bold(title), subtitle], paper),
  links: ({ entries }, paper) => listOf('ul', paper, entries.map(addressOf)),
}

/** An answer as Matrix HTML, complete with footnotes, sources and what to try next, without any line break of its own. */
export function renderHtml(answer: Answer, layout: Layout): string {
  return [...answer.blocks, ...closingBlocks(answer)].map((block) => renderBlock(block, { answer, layout })).join('')
}

function renderBlock<B extends Block>(block: B, paper: Paper): string {
  return (table[block.kind] as (block: B, paper: Paper) => string)(block, paper)
}

function paragraphOf(lines: readonly Line[], paper: Paper): string {
  return `<p>${broken(lines, paper)}</p>`
}

/** A list whose items have one or more lines each. */
function listOf(tag: 'ul' | 'ol', paper: Paper, items: readonly (readonly Line[])[]): string {
  return `<${tag}>${items.map((lines) => `<li>${broken(lines, paper)}</li>`).join('')}</${tag}>`
}

function broken(lines: readonly Line[], { answer }: Paper): string {
  return lines.map((line) => renderHtmlLine(line, answer)).join('<br>')
}

const alone = (item: Line): readonly Line[] => [item]

const addressOf = (entry: { readonly text: string; readonly url: string }): readonly Line[] => [
  [{ kind: 'link', ...entry }],
]

const factOf =
  (paper: Paper) =>
  ({ label, value, detail }: FactEntry): readonly Line[] => [
    labelled(bold(label), value, paper),
    ...(detail ? [detail] : []),
  ]

type Comparison = Extract<Block, { kind: 'comparison' }>

function rowsOf({ columns, rows }: Comparison, paper: Paper): string {
  const items = rows.map(({ label, cells }) => [
    bold(label),
    ...cells.map((cell, index) => labelled(plain(columns[index] ?? []), cell, paper)),
  ])
  return listOf('ul', paper, items)
}

function tableOf({ columns, rows }: Comparison, { answer }: Paper): string {
  const cellOf = (tag: 'th' | 'td') => (line: Line) => `<${tag}>${renderHtmlLine(line, answer)}</${tag}>`
  const head = `<tr><th></th>${columns.map(plain).map(cellOf('th')).join('')}</tr>`
  const body = rows.map(({ label, cells }) => `<tr>${[label, ...cells].map(cellOf('td')).join('')}</tr>`)
  return `<table><thead>${head}</thead><tbody>${body.join('')}</tbody></table>`
}

function labelled(label: Line, value: Line, { answer }: Paper): Line {
  return [...label, { kind: 'text', text: answer.colon }, ...value]
}

function bold(line: Line): Line {
  return [{ kind: 'strong', content: plain(line) }]
}

/** A label without emphasis of its own. */
function plain(line: Line): Line {
  return line.flatMap((inline) => (inline.kind === 'strong' ? inline.content : [inline]))
}
