import type { Answer, Block, Inline } from './document.ts'
import { renderPlainText } from './plain-text.ts'

/** One line of JSON for programs: the contract of `npm run ask -- --json`. */
export function renderJson(query: string, answer: Answer): string {
  const { outcome, intent, ...rest } = answer.summary
  return JSON.stringify({
    query,
    language: answer.language,
    outcome,
    intent,
    ...rest,
    urls: addresses(answer),
    text: renderPlainText(answer),
  })
}

function addresses(answer: Answer): string[] {
  const inBlocks = answer.blocks.flatMap(blockAddresses)
  const inNotes = answer.footnotes.flatMap(({ content }) => content.flatMap(inlineAddresses))
  return [...new Set([...inBlocks, ...inNotes, ...answer.sources.map(({ url }) => url)])]
}

const blockAddressTable: { readonly [K in Block['kind']]: (block: Extract<Block, { kind: K }>) => string[] } = {
  heading: ({ content }) => content.flatMap(inlineAddresses),
  paragraph: ({ content }) => content.flatMap(inlineAddresses),
  notice: ({ content }) => content.flatMap(inlineAddresses),
  list: ({ items }) => items.flat().flatMap(inlineAddresses),
  steps: ({ items }) => items.flat().flatMap(inlineAddresses),
  choice: ({ entry }) => blockAddressTable.facts({ kind: 'facts', entries: [entry] }),
  facts: ({ entries }) =>
    entries.flatMap(({ label, value, detail }) => [...label, ...value, ...(detail ?? [])].flatMap(inlineAddresses)),
  comparison: ({ rows }) => rows.flatMap(({ cells }) => cells.flat().flatMap(inlineAddresses)),
  card: ({ subtitle }) => subtitle.flatMap(inlineAddresses),
  links: ({ entries }) => entries.map(({ url }) => url),
}

function blockAddresses<B extends Block>(block: B): string[] {
  return (blockAddressTable[block.kind] as (block: B) => string[])(block)
}

function inlineAddresses(inline: Inline): string[] {
  if (inline.kind === 'link') return [inline.url]
  return inline.kind === 'strong' ? inline.content.flatMap(inlineAddresses) : []
}
