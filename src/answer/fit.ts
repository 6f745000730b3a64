import { type Answer, type Block, code, freeze, type Line, notice, strong, text } from './document.ts'

/**
 * An answer as a platform can carry it: sections are left out from the end until what is rendered fits, and a notice
 * names each with the command that shows it.
 */
export function fitAnswer<R>(answer: Answer, render: (answer: Answer) => R, fits: (rendered: R) => boolean): R {
  const sections = sectionsOf(answer.blocks)
  for (let kept = sections.length; kept > 0; kept--) {
    const rendered = render(kept === sections.length ? answer : withSections(answer, sections, kept))
    if (fits(rendered)) return rendered
  }
  return render(withSections({ ...answer, followUps: [] }, sections, 1))
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
