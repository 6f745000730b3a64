import type { Catalog } from '../catalog/catalog.ts'
import { withoutDirectionMarks } from '../language/direction.ts'
import type { Voice } from '../language/voice.ts'
import { type Block, type Footnote, type Inline, type Line, link, strong, text } from './document.ts'
import { plainLine } from './plain-text.ts'

/** Marks each line that mentions a term of the guide's footnotes, and writes the footnotes, numbered as first met. */
export function addFootnotes(
  catalog: Catalog,
  voice: Voice,
  blocks: readonly Block[],
): { blocks: readonly Block[]; footnotes: readonly Footnote[] } {
  const terms = (catalog.guide.footnotes ?? []).map((term) => ({ term, mentions: mentionsOf(voice, term) }))
  const numbers = new Map<string, number>()
  const mark = (line: Line): Line => {
    // What is to be typed is no mention.
    const words = line.filter(({ kind }) => kind !== 'code')
    const said = withoutDirectionMarks(plainLine(words, { direction: 'ltr' })).toLowerCase()
    const notes = terms
      .filter(({ mentions }) => mentions.some((mention) => said.includes(mention)))
      .map(({ term }): Inline => {
        const number = numbers.get(term) ?? numbers.size + 1
        numbers.set(term, number)
        return { kind: 'note', number }
      })
    return notes.length > 0 ? [...line, text('\u00A0'), ...notes] : line
  }
  const noted = blocks.map((block) => markBlock(block, mark))
  const footnotes = [...numbers].map(([term, number]) => footnote(catalog, voice, term, number))
  return { blocks: noted, footnotes }
}

function mentionsOf(voice: Voice, term: string): string[] {
  return voice.recite(`terms.${term}.mentions`).toLowerCase().split('|')
}

function footnote(catalog: Catalog, voice: Voice, term: string, number: number): Footnote {
  const [address] = catalog.data.terms[term]?.links ?? []
  const name = voice.recite(`terms.${term}.name`)
  const meaning = voice.recite(`terms.${term}.meaning`)
  return {
    number,
    term,
    content: [
      strong(text(name)),
      text(`${voice.colon}${meaning}`),
      ...(address ? [text(' '), link(address, address)] : []),
    ],
  }
}

type Mark = (line: Line) => Line
const table: { readonly [K in Block['kind']]: (block: Extract<Block, { kind: K }>, mark: Mark) => Block } = {
  heading: (block, mark) => ({ ...block, content: mark(block.content) }),
  paragraph: (block, mark) => ({ ...block, content: mark(block.content) }),
  notice: (block, mark) => ({ ...block, content: mark(block.content) }),
  list: (block, mark) => ({ ...block, items: block.items.map(mark) }),
  steps: (block, mark) => ({ ...block, items: block.items.map(mark) }),
  facts: (block, mark) => ({
    ...block,
    entries: block.entries.map(({ label, value, detail }) => {
      const marked = mark(label)
      // A label and the remark below it need the note only once.
      const remark = detail && (marked === label ? mark(detail) : detail)
      return { label: marked, value: mark(value), ...(remark ? { detail: remark } : {}) }
    }),
  }),
  comparison: (block, mark) => ({
    ...block,
    rows: block.rows.map(({ label, cells }) => ({ label: mark(label), cells: cells.map(mark) })),
  }),
  card: (block, mark) => ({ ...block, subtitle: mark(block.subtitle) }),
  choice: (block) => block,
  links: (block) => block,
}

function markBlock<B extends Block>(block: B, mark: Mark): Block {
  return (table[block.kind] as (block: B, mark: Mark) => Block)(block, mark)
}
