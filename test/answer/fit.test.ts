import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/answer/document.ts'
import { fitAnswer } from '../../src/answer/fit.ts'
import { renderPlainText } from '../../src/answer/plain-text.ts'
import { openRoom } from '../support/guide.ts'

const card = openRoom().asks('signal').answer
const fitTo = (answer: Answer, limit: number) => fitAnswer(answer, renderPlainText, (text) => text.length <= limit)
const fitted = (limit: number) => fitTo(card, limit)
const size = (answer: Answer) => renderPlainText(answer).length

describe('fit', () => {
  test('leaves what fits as it is', () => {
    expect(fitted(100_000)).toBe(renderPlainText(card))
  })

  test('leaves out sections that do not fit, and says which and how to see them', () => {
    const text = fitted(5_000)
    expect(text.length).toBeLessThanOrEqual(5_000)
    expect(text).toContain('Left out here for length: ')
    expect(text).toContain('What the guide says card signal facts')
    expect(text).toContain('https://signal.org/download/linux')
    expect(text).toContain('Forward secrecy')
  })

  test('keeps warnings, wherever they stand', () => {
    const { answer } = openRoom().asks('compare signal session')
    const text = fitTo(answer, 2_500)
    expect(text).toContain('Not stated for any of them compare signal, session unstated')
    expect(text).toContain('Warning:')
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

  test.each(['signal', 'compare signal session', 'compare molly molly-up'])(
    'every section of %s can be had by its command',
    (question) => {
      const whole = openRoom().asks(question).answer
      for (const block of whole.blocks) {
        if (block.kind !== 'heading' || !block.command) continue
        const alone = openRoom().asks(block.command).answer
        expect(alone.blocks).toContainEqual(block)
        expect(size(alone)).toBeLessThan(size(whole))
      }
    },
  )
})

function heading(content: readonly { readonly kind: string }[]): string {
  return content.map((inline) => ('text' in inline ? String(inline.text) : '')).join('')
}
