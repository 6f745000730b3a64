import { describe, expect, test } from 'vitest'
import { contentProblems } from '../../src/content/check-content.ts'
import { loadContent } from '../../src/content/load-content.ts'
import { fixture, openRoom, root } from '../support/guide.ts'

describe('a later revision drops Session and Element and asks for forward secrecy: data and sentences only', () => {
  const folders = [root, fixture('new-revision')]
  const content = loadContent(folders)
  const room = openRoom({ content, now: new Date('2025-07-01') })

  test('the check has nothing against it', () => expect(contentProblems(folders)).toEqual([]))

  test('both stay answerable, marked as delisted with the date', () => {
    room.asks('session').sees('No longer listed, as of June 1, 2025', 'Its protocol lacks forward secrecy')
    room.asks('compare signal element').sees("Element is no longer on the guide's list", 'June 1, 2025')
  })

  test('recommendations leave them out', () => {
    room
      .asks('recommend')
      .gets({ result: ['signal', 'molly', 'simplex', 'briar'] })
      .seesNo('Session', 'Element')
    room
      .asks('recommend linux')
      .gets({ result: ['signal', 'simplex', 'briar'] })
      .seesNo('Session', 'Element')
  })

  test('forward secrecy is now a minimum requirement', () => {
    room.asks('criteria forward-secrecy').sees("One of the guide's minimum requirements")
    room.asks('criteria').sees('Minimum requirements (6)', 'Best case (5)')
    room.asks('not-listed session').sees('Forward secrecy')
  })

  test('what the guide said before is history, what it says anew is dated anew', () => {
    room.asks('history session').sees('June 1, 2025: no longer listed', 'August 25, 2024: Additional option')
    expect(room.asks('criteria forward-secrecy').verdict('simplex', 'forward-secrecy')).toBe('yes stated 2025-06-01')
  })

  test('silence of the new revision refutes nothing', () => {
    expect(room.asks('criteria forward-secrecy').verdict('session', 'forward-secrecy')).toBe('no stated 2024-11-12')
  })
})

describe('a second source of better rank disagrees: data and sentences only', () => {
  const folders = [root, fixture('second-source')]
  const room = openRoom({ content: loadContent(folders), now: new Date('2025-02-01') })

  test('the check has nothing against it', () => expect(contentProblems(folders)).toEqual([]))

  test('its verdict wins and says whose it is; the disagreement is shown', () => {
    const answer = room.asks('criteria forward-secrecy')
    expect(answer.verdict('briar', 'forward-secrecy')).toBe('partial stated 2025-01-15')
    answer.sees('partly (source: Our Lab)', 'Privacy Guides disagreed as of November 12, 2024: yes.')
    answer.sees('Our Lab, January 15, 2025 (CC0-1.0)', 'Privacy Guides, November 12, 2024 (CC-BY-SA-4.0)')
  })

  test('it can speak where the guide is silent', () => {
    room.asks('recommend no-phone-number').gets({ result: ['simplex', 'briar'] })
  })
})

test('a flipped value without a new sentence fails the check', () => {
  const problems = contentProblems([root, fixture('flipped')])
  expect(problems.map(({ message }) => message)).toContain('has no sentence "facts.signal.forward-secrecy.no"')
})
