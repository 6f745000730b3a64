import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Action, readComponentId, writeComponentId } from '../../adapters/discord/component-id.ts'

describe('what a button does', () => {
  test('stands in its id', () => {
    const action: Action = { kind: 'run', language: 'zh-Hant', command: 'compare signal session' }
    expect(writeComponentId(action)).toBe('messenger:1:run:zh-Hant:compare signal session')
    expect(writeComponentId({ kind: 'remove', asker: '123456789012345678' })).toBe(
      'messenger:1:remove:123456789012345678',
    )
  })

  test('is read back from the id, whatever was asked', () => {
    const command = fc.string({ unit: 'binary', minLength: 1, maxLength: 120 })
    fc.assert(
      fc.property(command, fc.constantFrom('en', 'he', 'zh-Hant'), (command, language) => {
        const action: Action = { kind: 'run', language, command }
        const id = writeComponentId(action)
        if (id === undefined) expect([...command].length).toBeGreaterThan(70)
        else expect([[...id].length <= 100, readComponentId(id)]).toEqual([true, action])
      }),
    )
    for (const action of [
      { kind: 'remove', asker: '1' },
      { kind: 'choose', menu: 'more' },
    ] as const)
      expect(readComponentId(writeComponentId(action) ?? '')).toEqual(action)
  })

  test.each([
    '',
    'messenger',
    'messenger:1:',
    'messenger:1:run',
    'messenger:1:run:en',
    'messenger:1:run::signal',
    'messenger:1:remove:everyone',
    'messenger:1:dance:en:signal',
    'messenger:2:run:en:signal',
    'music:1:run:en:signal',
  ])('is unknown for “%s”', (id) => {
    expect(readComponentId(id)).toBeUndefined()
  })

  test('never throws, whatever the id', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (id) => void readComponentId(`messenger:1:${id}`)))
  })
})
