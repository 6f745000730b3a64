import { expect, test } from 'vitest'
import { openRoom } from '../support/guide.ts'

test('an answer is frozen through and through', () => {
  const { answer } = openRoom().asks('signal')
  const unfrozen: unknown[] = []
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    if (!Object.isFrozen(value)) unfrozen.push(value)
    for (const part of Object.values(value)) visit(part)
  }
  visit(answer)
  expect(unfrozen).toEqual([])
})
