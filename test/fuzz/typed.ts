import fc from 'fast-check'
import type { Content } from '../../src/index.ts'
import { createPhraseIndex } from '../../src/question/phrase-table.ts'

/** What would do something, if the bot said it as it was typed. */
export const hostile = [
  ...['@everyone', '@here', '@room', '<@123456789012345678>', '<@&123456789012345678>', '<#123456789012345678>'],
  ...['https://evil.example/', 'HTTPS://EVIL.EXAMPLE', 'www.evil.example', 'evil.example', 'a@evil.example'],
  ...['[Signal](https://evil.example)', '<https://evil.example>', '<a href="https://evil.example">x</a>'],
  ...[
    '<b>',
    '</p>',
    '<img src=x onerror=x>',
    '&lt;',
    '&#60;b&#62;',
    '</code>',
    '`',
    '``',
    '```',
    '**',
    '||',
    '# ',
    '> ',
  ],
  ...['\u202E', '\u202A', '\u2066', '\u2067', '\u2069', '\u200F', '\u200B', '\u2060', '\uFEFF', '\u00AD', '\u061C'],
  ...['\u0000', '\u001B[31m', '\u001B]8;;https://evil.example\u0007', '\u009B2J', '\r', '\n', '\u2028', '\u0085'],
  ...[
    'Ѕignal',
    'Sіgnal',
    'ＳＩＧＮＡＬ',
    'S\u0301ignal',
    'S\u200Bignal',
    '\uD800',
    '🧨',
    '{{name}}',
    '$t(help)',
    '__proto__',
  ],
]

/** What people type, and what pranksters and programs do. */
export interface Typing {
  /** A word or phrase that the bot knows, in any language. */
  readonly known: fc.Arbitrary<string>
  /** A question: known words, many of them misspelt, among others. */
  readonly question: fc.Arbitrary<string>
  /** A command with anything behind it. */
  readonly command: fc.Arbitrary<string>
  /** Anything at all. */
  readonly anything: fc.Arbitrary<string>
}

/** How people type to a bot that knows this content. */
export function typingFor(content: Content, commands: readonly string[]): Typing {
  const known = fc.constantFrom(...createPhraseIndex(content.lexicon).phrases())
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...'`*_~|[]()<>@#/:\\-+.!&;"\' 前אa1'), maxLength: 60 }),
  )
  const word = fc.oneof(
    { weight: 6, arbitrary: known },
    { weight: 2, arbitrary: misspelt(known) },
    { weight: 1, arbitrary: fc.constantFrom(...hostile) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  )
  const between = fc.constantFrom(' ', ' ', ' ', ', ', '? ', '. ', ' - ', '，', '\n', '')
  const question = fc
    .array(fc.tuple(word, between), { minLength: 1, maxLength: 12 })
    .map((parts) => parts.flat().join(''))
  const long = fc
    .tuple(fc.oneof(word, noise), fc.integer({ min: 100, max: 20_000 }))
    .map(([unit, times]) => `${unit} `.repeat(times).slice(0, 100_000))
  const rest = fc.oneof({ weight: 4, arbitrary: question }, { weight: 1, arbitrary: noise })
  const command = fc.tuple(fc.constantFrom(...commands), rest).map((parts) => parts.join(' '))
  const anything = fc.oneof(...[question, command, noise].map((arbitrary) => ({ weight: 30, arbitrary })), {
    weight: 1,
    arbitrary: long,
  })
  return { known, question, command, anything }
}

/** A word with one thing wrong: a letter that is gone, twice there, before its neighbour, or another one. */
function misspelt(words: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(words, fc.nat(), fc.nat(3), fc.constantFrom(..."aeiost-' 的ה")).map(([word, at, how, other]) => {
    const letters = [...word]
    const place = at % letters.length
    const [here = '', next = ''] = letters.slice(place, place + 2)
    const wrong = [[], [here, here], [next, here], [other]][how] ?? []
    letters.splice(place, how === 2 ? 2 : 1, ...wrong)
    return letters.join('')
  })
}

/** Something once in so many times, else nothing. */
export function seldom<T>(some: fc.Arbitrary<T>, times: number): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: some })
}
