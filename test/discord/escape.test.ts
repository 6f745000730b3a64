import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeText } from '../../adapters/discord/escape.ts'
import { renderLine } from '../../adapters/discord/render-line.ts'
import { code, type Line, link, strong, text } from '../../src/answer/document.ts'
import { everyNode, type MarkdownNode, readMarkdown, textOf } from '../support/discord-markdown.ts'

const ltr = { direction: 'ltr' } as const

/** What Discord would do with a text, if it did anything. */
const tricks = [
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '</card:123456789012345678>',
  '<t:1700000000:R>',
  '<a:wave:123456789012345678>',
  '<id:customize>',
  ':smile:',
  'https://evil.example/?a=b',
  'HTTPS://evil.example',
  '<https://evil.example>',
  '[Signal](https://evil.example)',
  '[Signal](<https://evil.example>)',
  'mail <a@b.example> now',
  'steam://run/1',
  '# Title',
  '-# small',
  '- item',
  '* item',
  '+ item',
  '1. item',
  '> quote',
  '>>> quote',
  '**bold** __under__ *it* _it_ ~~gone~~ ||secret||',
  '`code` ``code``',
  '```js\ncode\n```',
  '¯\\_(ツ)_/¯',
  '\\*not\\*',
  'a\n# b\n- c',
]

const hostile = fc.oneof(
  fc.constantFrom(...tricks),
  fc
    .array(fc.oneof(fc.constantFrom(...tricks), fc.string({ unit: 'binary' })), { maxLength: 4 })
    .map((all) => all.join('')),
  fc.string({ unit: fc.constantFrom(...'\\`*_~|[]()<>@#/:-+.!1 ab\n\r', 'http', 'everyone', '\u2028') }),
)

/** What is more than text and emoji that were typed as such. */
const marked = (nodes: readonly MarkdownNode[]) => nodes.filter(({ type }) => type !== 'text' && type !== 'twemoji')

/** The same text on one line, its blanks as clients show them. */
const onOneLine = (said: string) =>
  said
    .replace(/\s*[\n\r\u0085\u2028\u2029]\s*/g, ' ')
    .replaceAll('\t', '    ')
    .replaceAll('\f', '')

describe('text that a person typed', () => {
  test.each(tricks)('shows as it is: %s', (said) => {
    const nodes = readMarkdown(escapeText(said))
    expect(marked(everyNode(nodes))).toEqual([])
    expect(textOf(nodes)).toBe(onOneLine(said))
  })

  test.each(['Reading “', '- ', '1. ', '> ', '### ', '-# '])('does nothing after %s', (before) => {
    fc.assert(
      fc.property(hostile, (said) => {
        const nodes = readMarkdown(`${before}${renderLine([text(`x ${said}`)], ltr)}`)
        const own = before.startsWith('R') ? 0 : 1
        expect(marked(everyNode(nodes)).length).toBe(own)
      }),
    )
  })

  test('shows as it is, whatever it is', () => {
    fc.assert(
      fc.property(hostile, (said) => {
        const nodes = readMarkdown(escapeText(said))
        expect(marked(everyNode(nodes))).toEqual([])
        expect(textOf(nodes)).toBe(onOneLine(said))
      }),
      { numRuns: 1000 },
    )
  })

  test('does not break out of emphasis, a link or code', () => {
    fc.assert(
      fc.property(hostile, (said) => {
        const line: Line = [
          strong(text(said)),
          text(' and '),
          link(said, 'https://a.example/'),
          text(' and '),
          code(said),
        ]
        const allowed = new Set(['strong', 'link', 'autolink', 'inlineCode'])
        const nodes = everyNode(readMarkdown(`See ${renderLine(line, ltr)} end`))
        expect(marked(nodes).filter(({ type }) => !allowed.has(type))).toEqual([])
        expect(nodes.filter(({ target }) => target !== undefined && target !== 'https://a.example/')).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('leaves plain sentences alone', () => {
    const sentence = 'Signal: yes (as of February 21, 2023) – “end-to-end”; 5 of 6. 前向保密：是 סודיות: לא'
    expect(escapeText(sentence)).toBe(sentence)
  })
})

test('only addresses of the web become links', () => {
  const target = (url: string) => readMarkdown(renderLine([link('here', url)], ltr))[0]?.target
  expect(target('https://example.org/a(b)?c=1#d')).toBe('https://example.org/a(b)?c=1#d')
  expect(target('javascript:alert(1)')).toBeUndefined()
  expect(target('https://exa mple.org')).toBeUndefined()
  expect(target('https://example.org/<b>')).toBe('https://example.org/%3Cb%3E')
})
