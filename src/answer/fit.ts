import { type Answer, type Block, code, freeze, type Line, notice, strong, text } from './document.ts'

/**
 * An answer that a platform can carry: sections are left out from the end until `size` is at most `limit`, and a notice
 * names each with the command that shows it. Returns the same answer when it already fits.
 */
export function fitAnswer(answer: Answer, size: (answer: Answer) => number, limit: number): Answer {
  const sections = sectionsOf(answer.blocks)
  for (let kept = sections.length; kept > 0; kept--) {
    const shorter = kept === sections.length ? answer : withSections(answer, sections, kept)
    if (size(shorter) <= limit) return shorter
  }
  return withSections({ ...answer, followUps: [] }, sections, 1)
}

/** What stands before the first heading, then each heading with what follows it. */
function sectionsOf(blocks: readonly Block[]): Block[][] {
  const sections: Block[][] = [[]]
  for (const block of blocks) {
    if (block.kind === 'heading' && sections.some((section) => section.length > 0)) sections.push([])
    sections.at(-1)?.push(block)
  }
  return sections
}

function withSections(answer: Answer, sections: readonly Block[][], kept: number): Answer {
  const dropped = sections.slice(kept).flatMap((section) => section.slice(0, 1))
  return freeze({ ...answer, blocks: [...sections.slice(0, kept).flat(), leftOut(answer, dropped)] })
}

function leftOut({ leftOut, separator }: Answer, headings: readonly Block[]): Block {
  const named = headings.flatMap((block, index): Line => {
    if (block.kind !== 'heading') return []
    const command = block.command === undefined ? [] : [text(' '), code(block.command)]
    return [...(index > 0 ? [text(separator)] : []), ...block.content, ...command]
  })
  return notice('info', strong(text(leftOut)), ...named)
}
