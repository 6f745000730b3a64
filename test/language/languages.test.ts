import { expect, test } from 'vitest'
import { matchLanguage } from '../../src/language/languages.ts'
import { createVoices } from '../../src/language/voice.ts'
import { realContent } from '../support/guide.ts'

const { locales } = realContent()

test.each([
  ['zh-TW', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh_CN', 'zh-Hant'],
  ['zh', 'zh-Hant'],
  ['en-GB', 'en'],
  ['iw', 'he'],
  ['it-CH', 'it'],
  ['de', undefined],
  ['not a tag', undefined],
  ['', undefined],
])('%s finds %s', (tag, language) => expect(matchLanguage(locales, tag)).toBe(language))

test.each([
  ['en', '2024-11-12', 'November 12, 2024'],
  ['it', '2021-04', 'aprile 2021'],
  ['he', '2016', '2016'],
  ['zh-Hant', '2024-11-12', '2024年11月12日'],
])('%s writes %s as %s', (language, iso, written) => expect(createVoices(locales)(language).date(iso)).toBe(written))
