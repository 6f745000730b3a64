import { decodeHTML } from 'entities'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMessage } from '../../adapters/matrix/message.ts'
import { renderHtml } from '../../adapters/matrix/render-html.ts'
import {
  type Answer,
  code,
  facts,
  type Inline,
  link,
  list,
  notice,
  paragraph,
  strong,
  text,
} from '../../src/answer/document.ts'
import { renderPlainText } from '../../src/answer/plain-text.ts'
import { everyQuestion } from '../support/every-question.ts'
import { openRoom } from '../support/guide.ts'
import { inspectHtml, shownEverywhere, wordsOf, wordsOfHtml } from '../support/matrix-html.ts'

const tableElements = new Set([...shownEverywhere, 'table', 'thead', 'tbody', 'tr', 'th', 'td'])

describe.each(['en', 'he', 'it', 'zh-Hant'])('every answer in %s', (language) => {
  const room = openRoom({ language })
  const answers = everyQuestion().map((question) => room.asks(question).answer)

  test('as a list uses only elements that every client shows, without stray white space', () => {
    for (const answer of answers) {
      const { elements, faults } = inspectHtml(renderHtml(answer, 'list'))
      expect(faults).toEqual([])
      expect([...elements].filter((element) => !shownEverywhere.has(element))).toEqual([])
    }
  })

  test('as a table adds nothing but the table', () => {
    for (const answer of answers) {
      const { elements, faults } = inspectHtml(renderHtml(answer, 'table'))
      expect(faults).toEqual([])
      expect([...elements].filter((element) => !tableElements.has(element))).toEqual([])
    }
  })

  test('says in HTML word for word what it says in plain text', () => {
    for (const answer of answers) {
      expect(wordsOfHtml(renderHtml(answer, 'list'))).toEqual(wordsOf(renderPlainText(answer)))
    }
  })
})

test('in Hebrew every line says by invisible characters that it is read from the right', () => {
  const room = openRoom({ language: 'he' })
  for (const question of everyQuestion()) {
    const { formatted_body: html = '', body } = createMessage(room.asks(question).answer)
    const lines = html.split(/<\/?(?:p|li|[uo]l|blockquote|br)>/).filter((line) => line !== '')
    for (const line of lines) expect(line).toMatch(/^\u200F\u2067.*\u2069$/u)
    expect(body.startsWith('\u200F')).toBe(true)
  }
})

describe('a comparison', () => {
  const { answer } = openRoom().asks('compare signal session')

  test('as a list gives each criterion a bold label and each messenger a line', () => {
    expect(renderHtml(answer, 'list')).toContain(
      '<li><strong>Future secrecy&nbsp;[2]</strong><br>\u2068Signal\u2069: yes<br>\u2068Session\u2069: not stated</li>',
    )
  })

  test('as a table gives each criterion a row and each messenger a column', () => {
    const html = renderHtml(answer, 'table')
    expect(html).toContain('<tr><th></th><th>\u2068Signal\u2069</th><th>\u2068Session\u2069</th></tr>')
    expect(html).toContain('<tr><td>Future secrecy&nbsp;[2]</td><td>yes</td><td>not stated</td></tr>')
  })
})

test('steps are numbered', () => {
  expect(renderHtml(openRoom().asks('card signal setup').answer, 'list')).toContain('<ol><li>')
})

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      ...'<>&"\'/=;# apbx',
      '\u00A0',
      '</p>',
      '<img src=x onerror=x>',
      '&lt;',
      '&#60;',
      'https://',
      'javascript:',
    ),
  }),
)
const inline: fc.Arbitrary<Inline> = fc.oneof(
  anything.map(text),
  anything.map(code),
  anything.map((said) => strong(text(said))),
  fc.tuple(anything, anything).map(([said, url]) => link(said, url)),
  anything.map((said) => link(said, said)),
)

/** An answer in these words. */
function saying(...line: readonly Inline[]): Answer {
  const { answer } = openRoom().asks('privacy')
  const blocks = [paragraph(...line), list([line]), notice('info', ...line), facts([{ label: line, value: line }])]
  return { ...answer, blocks }
}

describe('whatever text says', () => {
  test('it can neither open an element nor an attribute', () => {
    fc.assert(
      fc.property(fc.array(inline), (line) => {
        const { elements, faults } = inspectHtml(renderHtml(saying(...line), 'table'))
        expect(faults.filter((fault) => fault !== 'stray white space')).toEqual([])
        expect([...elements].filter((element) => !shownEverywhere.has(element))).toEqual([])
      }),
    )
  })

  test('it is shown as it is', () => {
    fc.assert(
      fc.property(anything, (said) => {
        const html = renderHtml(saying(code(said)), 'list')
        expect(decodeHTML(html.slice('<p><code>'.length, html.indexOf('</code>')))).toBe(said)
      }),
    )
  })

  test('people cannot write HTML through the bot', () => {
    const room = openRoom()
    fc.assert(
      fc.property(fc.constantFrom('', 'explain ', 'search ', 'compare signal '), anything, (command, said) => {
        const { elements, faults } = inspectHtml(renderHtml(room.asks(command + said).answer, 'list'))
        expect(faults).toEqual([])
        expect([...elements].filter((element) => !shownEverywhere.has(element))).toEqual([])
      }),
    )
  })
})

test('only addresses of the web become links', () => {
  const html = renderHtml(
    saying(link('here', 'https://example.org/?a=1&b="2"'), link('there', 'javascript:alert(1)')),
    'list',
  )
  expect(html).toContain('<a href="https://example.org/?a=1&amp;b=&quot;2&quot;">here</a>there')
})
