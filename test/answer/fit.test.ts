import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitAnswer } from '../../src/answer/fit.ts'
import { renderPlainText } from '../../src/answer/plain-text.ts'
import { openRoom } from '../support/guide.ts'

const card = openRoom().asks('signal').answer
const fitted = (limit: number) => fitAnswer(card, renderPlainText, (text) => text.length <= limit)

describe('fit', () => {
  test('leaves what fits as it is', () => {
    expect(fitted(100_000)).toBe(renderPlainText(card))
  })

  test('leaves sections out from the end, and says which and how to see them', () => {
    const text = fitted(5_000)
    expect(text.length).toBeLessThanOrEqual(5_000)
    expect(text).toContain('Left out here for length: ')
    expect(text).toContain('Links card signal links')
    expect(text).toContain('Forward secrecy')
  })

  test('names everything it leaves out, whatever the limit', () => {
    const headings = card.blocks.flatMap((block) => (block.kind === 'heading' ? [block.command ?? ''] : []))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12_000 }), (limit) => {
        const text = fitted(limit)
        const shown = card.blocks.filter(
          (block) => block.kind === 'heading' && text.includes(`\n${heading(block.content)}\n`),
        )
        expect(shown.length + headings.filter((command) => text.includes(command)).length).toBe(headings.length)
      }),
      { numRuns: 60 },
    )
  })

  test('every section can be had by its command', () => {
    for (const block of card.blocks) {
      if (block.kind !== 'heading' || !block.command) continue
      const alone = openRoom().asks(block.command).answer
      expect(alone.blocks).toContainEqual(block)
      expect(renderPlainText(alone).length).toBeLessThan(renderPlainText(card).length)
    }
  })
})

function heading(content: readonly { readonly kind: string }[]): string {
  return content.map((inline) => ('text' in inline ? String(inline.text) : '')).join('')
}
