import { HeadingLevel, heading, quote } from 'discord.js'
import { type Answer, type Block, type ChoiceOption, type FactEntry, type Line, plainLine } from '../../src/index.ts'
import { renderLine } from './render-line.ts'

/** An address with what it leads to. */
export interface Address {
  readonly text: string
  readonly url: string
}

/** What can be chosen, and what that is called. */
export interface Selection {
  readonly asks: string
  readonly options: readonly ChoiceOption[]
}

/** A part of an answer on Discord: Markdown, addresses for buttons, or something to choose. */
export type Piece = string | readonly Address[] | Selection

type Paper = Pick<Answer, 'direction' | 'colon' | 'separator'>

/** Labelled lines and lists, which read well on a phone; Discord has no tables. */
const table: { readonly [K in Block['kind']]: (block: Extract<Block, { kind: K }>, paper: Paper) => Piece } = {
  heading: ({ content }, paper) => heading(renderLine(plain(content), paper), HeadingLevel.Three),
  paragraph: ({ content }, paper) => renderLine(content, paper),
  notice: ({ content }, paper) => quote(renderLine(content, paper)),
  list: ({ items }, paper) => renderList(items, paper),
  steps: ({ items }, paper) => items.map((item, index) => `${index + 1}. ${renderLine(item, paper)}`).join('\n'),
  choice: ({ entry: { detail, ...entry }, options }, paper) =>
    factOf(options.length > 0 || !detail ? entry : { ...entry, detail }, paper),
  facts: ({ entries }, paper) => entries.map((entry) => factOf(entry, paper)).join('\n'),
  comparison: (block, paper) => rowsOf(block, paper),
  card: ({ title, subtitle }, paper) =>
    `${heading(renderLine(plain(title), paper), HeadingLevel.Two)}\n${renderLine(strong(subtitle), paper)}`,
  links: ({ entries }) => entries,
}

/** Blocks as Discord shows them, those of text joined. */
export function renderBlocks(blocks: readonly Block[], paper: Paper): readonly Piece[] {
  const pieces: Piece[] = []
  for (const piece of blocks.flatMap((block) => [renderBlock(block, paper), ...selectionIn(block, paper)])) {
    const last = pieces.at(-1)
    if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = `${last}\n${piece}`
    else pieces.push(piece)
  }
  return pieces
}

function renderBlock<B extends Block>(block: B, paper: Paper): Piece {
  return (table[block.kind] as (block: B, paper: Paper) => Piece)(block, paper)
}

function selectionIn(block: Block, paper: Paper): readonly Selection[] {
  if (block.kind !== 'choice' || block.options.length === 0) return []
  return [{ asks: plainLine(block.entry.label, paper), options: block.options }]
}

/** A list of lines. */
export function renderList(items: readonly Line[], paper: Pick<Answer, 'direction'>): string {
  return items.map((item) => itemOf([item], paper)).join('\n')
}

function factOf({ label, value, detail }: FactEntry, paper: Paper): string {
  return itemOf([labelled(strong(label), value, paper), ...(detail ? [detail] : [])], paper)
}

function rowsOf({ columns, rows }: Extract<Block, { kind: 'comparison' }>, paper: Paper): string {
  const names = columns.map(plain)
  return rows.map(({ label, cells }) => itemOf([strong(label), ...verdictsOf(names, cells, paper)], paper)).join('\n')
}

/** Messengers of which the same is said share a line. */
function verdictsOf(names: readonly Line[], cells: readonly Line[], paper: Paper): readonly Line[] {
  const alike = Map.groupBy(cells.keys(), (index) => renderLine(cells[index] ?? [], paper))
  return [...alike.values()].map(([first = 0, ...others]) => {
    const sharing = others.flatMap((index): Line => [{ kind: 'text', text: paper.separator }, ...(names[index] ?? [])])
    return labelled([...(names[first] ?? []), ...sharing], cells[first] ?? [], paper)
  })
}

/** An item of a list; the lines below its first belong to it by their indentation. */
function itemOf(lines: readonly Line[], paper: Pick<Answer, 'direction'>): string {
  return `- ${lines.map((line) => renderLine(line, paper)).join('\n  ')}`
}

function labelled(label: Line, value: Line, { colon }: Paper): Line {
  return [...label, { kind: 'text', text: colon }, ...value]
}

function strong(line: Line): Line {
  return [{ kind: 'strong', content: plain(line) }]
}

/** A line without emphasis of its own. */
function plain(line: Line): Line {
  return line.flatMap((inline) => (inline.kind === 'strong' ? inline.content : [inline]))
}
