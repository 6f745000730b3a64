import { type Answer, type Block, code, heading, type Line, links, list, paragraph, text } from './document.ts'

/** The end of an answer as blocks, for renderers that show it in the text: footnotes, sources, what to try next. */
export function closingBlocks({ footnotes, sources, followUps, closing, colon }: Answer): Block[] {
  const notes = footnotes.map(({ number, content }) => paragraph({ kind: 'note', number }, text(' '), ...content))
  const cited = sources.map(({ label, url }) => ({ text: label, url }))
  const next = followUps.map(({ label, command }): Line => [text(`${label}${colon}`), code(command)])
  return [
    ...titled(closing.footnotes, notes),
    ...titled(closing.sources, cited.length > 0 ? [links(cited)] : []),
    ...titled(closing.followUps, next.length > 0 ? [list(next)] : []),
  ]
}

function titled(title: string, blocks: readonly Block[]): Block[] {
  return blocks.length > 0 ? [heading(text(title)), ...blocks] : []
}
