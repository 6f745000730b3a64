import { type Answer, type Block, code, freeze, type Line, notice, strong, text } from './document.ts'

/**
 * An answer as a platform can carry it: of its sections, each in its turn is kept if what is rendered fits with it, and a
 * notice names the others with the commands that show them. Warnings and notes stay.
 */
export function fitAnswer<R>(answer: Answer, render: (answer: Answer) => R, fits: (rendered: R) => boolean): R {
  const whole = render(answer)
  if (fits(whole)) return whole
  const sections = sectionsOf(answer.blocks)
  const kept = new Set(sections.slice(0, 1))
  let fitting = render(withSections(answer, sections, kept))
  for (const section of sections.slice(1)) {
    const longer = render(withSections(answer, sections, new Set([...kept, section])))
    if (!fits(longer)) continue
    kept.add(section)
    fitting = longer
  }
  return fits(fitting) ? fitting : render(withSections({ ...answer, followUps: [] }, sections, kept))
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

function withSections(answer: Answer, sections: readonly Block[][], kept: ReadonlySet<Block[]>): Answer {
  const blocks = sections.flatMap((section) => (kept.has(section) ? section : section.filter(isNotice)))
  const headings = sections.filter((section) => !kept.has(section)).flatMap((section) => section.slice(0, 1))
  return freeze({ ...answer, blocks: [...blocks, leftOut(answer, headings)] })
}

const isNotice = ({ kind }: Block) => kind === 'notice'

function leftOut({ leftOut, separator }: Answer, headings: readonly Block[]): Block {
  const named = headings.flatMap((block, index): Line => {
    if (block.kind !== 'heading') return []
    const command = block.command === undefined ? [] : [text(' '), code(block.command)]
    return [...(index > 0 ? [text(separator)] : []), ...block.content, ...command]
  })
  return notice('info', strong(text(leftOut)), ...named)
}
