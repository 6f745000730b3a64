/**
 * The language we speak that fits a BCP 47 tag best: the same tag, the same language and script, or the same language.
 * `zh-TW`, `zh-HK` and Simplified Chinese all find `zh-Hant`. Returns undefined when nothing fits or the tag is malformed.
 */
export function matchLanguage(locales: Readonly<Record<string, unknown>>, tag: string): string | undefined {
  if (Object.hasOwn(locales, tag)) return tag
  const wanted = maximized(tag)
  if (!wanted) return undefined
  const spoken = Object.keys(locales).map((known) => ({ known, locale: maximized(known) }))
  const sameLanguage = spoken.filter(({ locale }) => locale?.language === wanted.language)
  const best = sameLanguage.find(({ locale }) => locale?.script === wanted.script) ?? sameLanguage[0]
  return best?.known
}

function maximized(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag.trim().replaceAll('_', '-')).maximize()
  } catch {
    return undefined
  }
}
