import type { Answer } from './document.ts'

/** The answer with its hints as they must be typed where commands begin with a prefix. */
export function typedHere(answer: Answer, prefix: string | undefined): Answer {
  if (prefix === undefined) return answer
  const typed = <T extends { readonly command?: string }>(hint: T): T =>
    hint.command === undefined ? hint : { ...hint, command: `${prefix} ${hint.command}` }
  return {
    ...answer,
    blocks: answer.blocks.map((block) => (block.kind === 'heading' ? typed(block) : block)),
    followUps: answer.followUps.map(typed),
  }
}
