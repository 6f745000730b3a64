import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadContent, loadLocatedContent } from '../../src/content/load-content.ts'
import { sentenceTypes } from '../../src/language/write-sentence-types.ts'
import { fixture, openRoom, realContent, root } from '../support/guide.ts'

const { locales } = realContent()
const english = locales.en?.sentences ?? {}
const spoken = Object.entries(locales)
const { words } = loadLocatedContent([root])

test('four languages are spoken', () => {
  expect(Object.keys(locales).toSorted()).toEqual(['en', 'he', 'it', 'zh-Hant'])
})

test('the sentence types are those of the English sentences; otherwise run `npm run sentences`', () => {
  expect(readFileSync(join(root, 'src/language/sentence-types.ts'), 'utf8')).toBe(sentenceTypes())
})

test('interface and catalogue keep to keys of their own', () => {
  const parts = Object.keys(english).map((key) => key.split('.')[0])
  for (const part of ['requirements', 'evidence', 'addresses', 'criteria', 'sources', 'links'])
    expect(parts).toContain(part)
})

describe.each(spoken)('%s', (tag, { language, sentences }) => {
  const said = Object.entries(sentences)

  test('has every sentence', () => {
    const base = (key: string) => key.replace(/_(one|two|few|many|other)$/, '')
    const missing = Object.keys(english).filter((key) => !said.some(([own]) => base(own) === base(key)))
    expect(missing).toEqual([])
  })

  test('uses only the scripts its folder declares', () => {
    const allowed = language.scripts.map((script) => `\\p{Script=${script === 'Hant' ? 'Han' : script}}`).join('')
    const foreign = new RegExp(`[^${allowed}\\P{L}]`, 'u')
    expect(said.filter(([, sentence]) => foreign.test(sentence))).toEqual([])
  })

  test('leaves nothing empty, no blanks at the ends but in frames, and no directional characters typed in', () => {
    expect(said.filter(([, sentence]) => sentence.trim() === '')).toEqual([])
    expect(said.filter(([, sentence]) => /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/.test(sentence))).toEqual([])
  })

  test('knows every messenger by a name people type', () => {
    for (const id of ['signal', 'molly', 'simplex', 'briar', 'element', 'session'])
      expect(words[tag]?.messengers[id]?.length).toBeGreaterThan(0)
  })
})

test.each(spoken.filter(([tag]) => tag !== 'en'))('%s leaves no sentence in English', (_, { sentences }) => {
  const untranslated = Object.entries(sentences).filter(
    ([key, sentence]) =>
      sentence === english[key] && /\p{Ll}{2,} \p{Ll}{2,}/u.test(sentence.replace(/\{\{.*?\}\}/g, '')),
  )
  expect(untranslated).toEqual([])
})

describe('Traditional Chinese', () => {
  const sentences = Object.entries(locales['zh-Hant']?.sentences ?? {})

  test('has no Simplified-only characters', () => {
    expect(sentences.filter(([, sentence]) => [...sentence].some(isSimplifiedOnly))).toEqual([])
  })

  test('uses full-width punctuation after Chinese characters', () => {
    expect(sentences.filter(([, sentence]) => /\p{Script=Han}[,;:?!]/u.test(sentence))).toEqual([])
  })

  test('the test tells the two apart', () => {
    expect([...'软件预设网络与体'].every(isSimplifiedOnly)).toBe(false)
    expect([...'软预设网络与体'].every(isSimplifiedOnly)).toBe(true)
    expect([...'軟體預設網路與台灣後里'].some(isSimplifiedOnly)).toBe(false)
  })
})

/** Taiwan's character set holds the traditional characters; these it holds too, but Taiwan writes others for them. */
const simplifiedAllTheSame = new Set(
  '万与么价优体佣党几划厂听圣坏宁异怀怜惊扑扰据机极构柜洁涂炖痒种确离筑篱网羡肮胜腊苹茧荐虫虮虱蚕触赶适',
)
const taiwanese = big5()

function isSimplifiedOnly(character: string): boolean {
  return /\p{Script=Han}/u.test(character) && (!taiwanese.has(character) || simplifiedAllTheSame.has(character))
}

function big5(): Set<string> {
  const decoder = new TextDecoder('big5')
  const characters = new Set<string>()
  for (let lead = 0xa4; lead <= 0xf9; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail < 0x7f || trail > 0xa0)
        for (const character of decoder.decode(new Uint8Array([lead, trail]))) characters.add(character)
    }
  }
  return characters
}

describe('a fifth language is a folder and no code', () => {
  const content = loadContent([root, fixture('fifth-language')])
  const room = openRoom({ content, language: 'es' })

  test('what it has is spoken, what it lacks is said in English and marked', () => {
    room
      .asks('comparar signal session')
      .sees('Signal and Session, comparados'.replace(' and ', ' y '), 'En qué difieren')
    room.asks('compare signal session').sees('Secreto hacia adelante', '[English] What they share', 'sí', 'no consta')
  })

  test('its questions are understood and answered in it', () => {
    const { answer } = openRoom({ content }).asks('hay mensajeros sin secreto perfecto')
    expect([answer.language, answer.summary.result]).toEqual(['es', ['element', 'session']])
  })

  test('its words are understood', () => {
    room.asks('explain secreto perfecto').gets({ terms: ['forward-secrecy'] })
    openRoom({ content }).asks('language es').sees('[English] From now on, the language here is español')
  })
})
