/** The names between double braces in a sentence, without i18next's format. */
export function placeholdersOf(sentence: string): string[] {
  return [...sentence.matchAll(/\{\{-?\s*(\w+)[^}]*\}\}/g)].map(([, name]) => name ?? '')
}

/** The ending by which i18next tells plural forms apart. */
export const pluralSuffix = /_(zero|one|two|few|many|other)$/
