import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanText, longestQuestion, wordsOf } from '../../src/question/words.ts'

describe('words', () => {
  test.each([
    ['Signal跟Session差在哪', ['signal', '跟', 'session', '差', '在', '哪']],
    ['ＳＩＧＮＡＬ　前向', ['signal', '前', '向']],
    ['סִיגְנָל', ['סיגנל']],
    ["מסנג'ר צ׳אט דוא״ל", ['מסנגר', 'צאט', 'דואל']],
    ["cos'è l'e2ee", ['cos', 'e', 'l', 'e2ee']],
    ["Signal's PFS??", ['signal', 's', 'pfs']],
    ['molly-foss, F-Droid', ['molly', 'foss', 'f', 'droid']],
    ['', []],
  ])('of "%s"', (text, words) => expect(wordsOf(text)).toEqual(words))

  test('of any text are words, and their own words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const words = wordsOf(text)
        for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}]+$/u)
        expect(wordsOf(words.join(' '))).toEqual(words)
      }),
    )
  })
})

describe('clean text', () => {
  test('has no control, invisible or directional characters left', () => {
    expect(cleanText('a\u202Eb\u0000c\u200Bd\r\n\te').text).toBe('ab cd e')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanText(text).text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
      }),
    )
  })

  test('is at most as long as a question may be, and says when it was cut', () => {
    expect(cleanText('x'.repeat(longestQuestion))).toEqual({ text: 'x'.repeat(longestQuestion), cut: false })
    expect(cleanText('x'.repeat(100_000))).toEqual({ text: 'x'.repeat(longestQuestion), cut: true })
    expect(cleanText('𠮷'.repeat(longestQuestion + 1))).toEqual({ text: '𠮷'.repeat(longestQuestion), cut: true })
  })
})
