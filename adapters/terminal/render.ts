import { styleText } from 'node:util'
import stringWidth from 'string-width'
import {
  type Answer,
  type Block,
  closingBlocks,
  type Line,
  otherThan,
  plainLine,
  rightToLeftMark,
} from '../../src/index.ts'
import { wrap } from './wrap.ts'

/** What the terminal can show. */
export interface Screen {
  readonly columns: number
  readonly color: boolean
}

interface Paper {
  readonly answer: Answer
  readonly screen: Screen
}

type Style = Parameters<typeof styleText>[0]

const table: { readonly [K in Block['kind']]: (block: Extract<Block, { kind: K }>, paper: Paper) => string[] } = {
  heading: ({ content }, paper) => ['', ...written(content, paper, '', '', ['bold', 'underline'])],
  paragraph: ({ content }, paper) => written(content, paper),
  notice: ({ content, tone }, paper) => [
    '',
    ...written(content, paper, '', '', tone === 'warning' ? 'yellow' : undefined),
    '',
  ],
  list: ({ items }, paper) => items.flatMap((item) => written(item, paper, '• ', '  ')),
  steps: ({ items }, paper) => items.flatMap((item, index) => written(item, paper, `${index + 1}. `, '   ')),
  choice: ({ entry, options }, paper) => [
    ...table.facts({ kind: 'facts', entries: [entry] }, paper),
    ...otherThan(options).flatMap(({ typed }) => written(typed, paper, '  ◦ ', '    ')),
  ],
  facts: ({ entries }, paper) =>
    entries.flatMap(({ label, value, detail }) => [
      ...written([...label, { kind: 'text', text: paper.answer.colon }, ...value], paper, '• ', '  '),
      ...(detail ? written(detail, paper, '  ', '  ', 'dim') : []),
    ]),
  comparison: (block, paper) => columnsOf(block, paper) ?? labelled(block, paper),
  card: ({ title, subtitle }, paper) => [...written(title, paper, '', '', 'inverse'), ...written(subtitle, paper)],
  links: ({ entries }, paper) =>
    entries.flatMap(({ text, url }) =>
      written(
        [
          { kind: 'text', text: `${text}${paper.answer.colon}` },
          { kind: 'link', text: url, url },
        ],
        paper,
        '• ',
        '  ',
      ),
    ),
}

/** An answer for a terminal: styled where colour is wanted, wrapped to the width, complete in both cases. */
export function renderTerminal(answer: Answer, screen: Screen): string {
  const paper = { answer, screen }
  const lines = [...answer.blocks, ...closingBlocks(answer)].flatMap((block) => renderBlock(block, paper))
  return lines
    .filter((line, index) => line !== '' || lines[index - 1] !== '')
    .join('\n')
    .trim()
}

function renderBlock<B extends Block>(block: B, paper: Paper): string[] {
  return (table[block.kind] as (block: B, paper: Paper) => string[])(block, paper)
}

/** A line wrapped to the screen, the first part after `first`, the others after `rest`. */
function written(line: Line, { answer, screen }: Paper, first = '', rest = '', style?: Style): string[] {
  const mark = answer.direction === 'rtl' ? rightToLeftMark : ''
  return wrap(first + plainLine(line, answer), screen.columns, answer.language, rest).map(
    (part) => mark + painted(part, screen, style),
  )
}

function painted(text: string, { color }: Screen, style: Style | undefined): string {
  return color && style ? styleText(style, text, { validateStream: false }) : text
}

type Comparison = Extract<Block, { kind: 'comparison' }>

const gap = '  '
const narrowestLabel = 20

/** Columns side by side, where text runs from the left and the verdicts leave room for the criteria's names. */
function columnsOf({ columns, rows }: Comparison, { answer, screen }: Paper): string[] | undefined {
  if (answer.direction === 'rtl') return undefined
  const grid = [
    { label: '', cells: columns.map((column) => plainLine(column, answer)) },
    ...rows.map(({ label, cells }) => ({
      label: plainLine(label, answer),
      cells: cells.map((cell) => plainLine(cell, answer)),
    })),
  ]
  const widths = columns.map((_, index) => Math.max(...grid.map(({ cells }) => stringWidth(cells[index] ?? ''))))
  const room = screen.columns - widths.reduce((sum, width) => sum + width + gap.length, 0)
  const labelWidth = Math.min(room, Math.max(...grid.map(({ label }) => stringWidth(label))))
  if (labelWidth < narrowestLabel) return undefined
  return grid.flatMap(({ label, cells }, index) => {
    const [first = '', ...more] = wrap(label, labelWidth, answer.language)
    const line = [pad(first, labelWidth), ...cells.map((cell, column) => pad(cell, widths[column] ?? 0))].join(gap)
    return [painted(line.trimEnd(), screen, index === 0 ? 'bold' : undefined), ...more]
  })
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}

function labelled({ columns, rows }: Comparison, paper: Paper): string[] {
  return rows.flatMap(({ label, cells }) => [
    ...written(label, paper, '', '', 'bold'),
    ...cells.flatMap((cell, index) =>
      written([...(columns[index] ?? []), { kind: 'text', text: paper.answer.colon }, ...cell], paper, '  • ', '    '),
    ),
  ])
}
