import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMarkdown } from './server/read-markdown.ts'

test.each([
  ['# Head\n-# small\n> quoted', 'Head\nsmall\nquoted'],
  ['**bold** _it_ *it* __under__ ~~gone~~ ||secret|| `co*d*e`', 'bold it it under gone secret co*d*e'],
  ['***both*** and **bold _inside_**', 'both and bold inside'],
  ['- one\n  - two\n1. three', '• one\n  • two\n1. three'],
  [
    '[Source](<https://a.example/b_c_d>) <https://a.example/*x*>',
    'Source https://a.example/b_c_d https://a.example/*x*',
  ],
  ['[**Source**](https://a.example/)', 'Source https://a.example/'],
  ['snake_case_name 2 * 3 * 4', 'snake_case_name 2 * 3 * 4'],
  ['\\*no\\* \\# no \\[no\\](https\\://a.example)', '*no* # no [no](https://a.example)'],
  ['</messenger compare:123456789012345678> <@42>', '/messenger compare @anna'],
])('%s', (markdown, shown) => {
  expect(readMarkdown(markdown, () => 'anna')).toBe(shown)
})

test('what is escaped reads as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(readMarkdown(text.replaceAll(/[^0-9A-Za-z\s]/gu, '\\$&'))).toBe(text)
    }),
  )
})

test('any text can be read', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'*_~|`[]()<>\\#-> \nab:/@1') }), (text) => {
      expect(readMarkdown(text)).not.toMatch(/[\uE000\uE001]/)
    }),
  )
})
