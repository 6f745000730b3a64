import { type Catalog, createCatalog } from './catalog/catalog.ts'
import { createNameIndex, type NameIndex } from './catalog/names.ts'
import { createTextSearch, type TextSearch } from './catalog/text-search.ts'
import { createSuggest, type Suggest } from './commands/suggest.ts'
import type { Content } from './content/load-content.ts'
import type { Locale } from './language/schema.ts'
import { createVoices, type Voice } from './language/voice.ts'
import { once } from './once.ts'
import { createLexicon, type Lexicon } from './question/lexicon.ts'
import { variantFolder } from './question/words.ts'

/** Content, ready to be asked: all of it is replaced when the content is. */
export interface Guide {
  readonly catalog: Catalog
  readonly locales: Readonly<Record<string, Locale>>
  readonly voices: (language: string) => Voice
  readonly names: NameIndex
  readonly searchTexts: TextSearch
  /** How people ask, read when the first question comes. */
  readonly lexicon: () => Lexicon
  readonly suggest: Suggest
  /** Writes variants of characters the usual way. */
  readonly fold: (text: string) => string
  readonly smallWords: ReadonlySet<string>
  readonly negations: ReadonlySet<string>
}

/** Makes validated content ready. */
export function openGuide(content: Content): Guide {
  const { data, locales } = content
  const catalog = createCatalog(data)
  const names = createNameIndex(content.names)
  return {
    ...{ catalog, locales, names },
    voices: createVoices(locales),
    searchTexts: createTextSearch(catalog, locales),
    lexicon: once(() => createLexicon(content.lexicon, locales)),
    suggest: createSuggest(catalog, names, content.names),
    fold: variantFolder(Object.assign({}, ...Object.values(locales).map((locale) => locale.variants))),
    smallWords: new Set(content.smallWords),
    negations: new Set(content.negations),
  }
}
