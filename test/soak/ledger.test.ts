import { describe, expect, test } from 'vitest'
import { type Asked, type Outage, openLedger, type Verdict } from './ledger.ts'

const rules = { perAsker: 3, catchUp: 120_000 }
const noon = Date.parse('2026-01-01T12:00:00Z')
const second = 1_000

/** What becomes of things that were done so many seconds after noon. */
function settle(asked: readonly (Partial<Asked> & { readonly after?: number })[], outages: readonly Outage[] = []) {
  const ledger = openLedger()
  for (const { after = 0, ...one } of asked) {
    const usual = { platform: 'discord', kind: 'question', place: 'general', asker: 'anna' } as const
    ledger.note({ ...usual, at: noon + after * second, reactions: () => 1, ...one })
  }
  return ledger.settle(outages, rules).map(({ verdict }): Verdict => verdict)
}

const never = () => 0
const outage = (from: number, to: number, forgets = false): Outage => ({
  ...{ platform: 'discord', from: noon + from * second, to: noon + to * second, forgets },
})

test('a question is answered once, not twice and not never', () => {
  expect(settle([{}, { reactions: () => 2 }, { reactions: never }])).toEqual(['answered', 'twice', 'unaccounted'])
})

test('what is not meant for the bot must be left alone', () => {
  expect(settle([{ kind: 'chatter', reactions: never }, { kind: 'chatter' }])).toEqual(['left alone', 'unaccounted'])
})

test('whoever asks too much is told once and then passed over, others are not', () => {
  const four = [{ after: 1 }, { after: 2 }, { after: 3 }, { after: 4 }]
  const over = { after: 5, reactions: never }
  expect(settle([...four, over]).at(-1)).toBe('passed over')
  expect(settle([...four, { ...over, asker: 'ben' }]).at(-1)).toBe('unaccounted')
  expect(settle([...four, { ...over, after: 70 }]).at(-1)).toBe('unaccounted')
})

describe('what was asked during an outage', () => {
  const asked = { after: 10, reactions: never }

  test('may lapse if that lasted longer than the bot catches up, and not else', () => {
    expect(settle([asked], [outage(0, 30)])).toEqual(['unaccounted'])
    expect(settle([asked], [outage(0, 100)])).toEqual(['lapsed'])
    expect(settle([asked], [outage(20, 200)])).toEqual(['unaccounted'])
    expect(settle([{ ...asked, platform: 'matrix' }], [outage(0, 100)])).toEqual(['unaccounted'])
  })

  test('lapses as an interaction, and as a direct message where Discord has forgotten the session', () => {
    expect(settle([{ ...asked, kind: 'interaction' }], [outage(0, 20)])).toEqual(['lapsed'])
    expect(settle([{ ...asked, kind: 'direct question' }], [outage(0, 20)])).toEqual(['unaccounted'])
    expect(settle([{ ...asked, kind: 'direct question' }], [outage(0, 20, true)])).toEqual(['lapsed'])
    expect(settle([{ ...asked, kind: 'interaction', after: 30 }], [outage(0, 20)])).toEqual(['unaccounted'])
  })

  test('lapses behind twenty later ones in the same place', () => {
    const later = Array.from({ length: 20 }, (_, index) => ({ after: 11 + index / 10, asker: `asker ${index}` }))
    expect(settle([asked, ...later], [outage(0, 20, true)])[0]).toBe('lapsed')
    expect(settle([asked, ...later.slice(1)], [outage(0, 20, true)])[0]).toBe('unaccounted')
  })
})
