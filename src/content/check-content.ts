import { type Catalog, createCatalog } from '../catalog/catalog.ts'
import { referenceProblems } from './check-references.ts'
import { sentenceProblems } from './check-sentences.ts'
import { loadLocatedContent } from './load-content.ts'
import { InvalidContent, type Problem } from './problem.ts'

/** Every problem of the content in the given folders; empty when it can be relied on. */
export function contentProblems(folders: readonly string[]): readonly Problem[] {
  try {
    const content = loadLocatedContent(folders)
    const dangling = referenceProblems(content)
    if (dangling.length > 0) return dangling
    const catalog = createCatalog(content.data)
    return [...verdictProblems(catalog), ...sentenceProblems(catalog, content)]
  } catch (error) {
    if (error instanceof InvalidContent) return error.problems
    const { code, path } = error as NodeJS.ErrnoException
    if (code === undefined || path === undefined) throw error
    return [{ file: path, message: `cannot be read (${code})`, cure: 'Check that this user may read it' }]
  }
}

/** Every messenger has every criterion, and every verdict a source and a date. */
function verdictProblems(catalog: Catalog): Problem[] {
  return catalog.subjects.flatMap((messenger) =>
    catalog.criteria.flatMap((criterion): Problem[] => {
      const { basis, source, asOf } = catalog.assessment(messenger, criterion)
      if (asOf !== '' && (basis === 'silent' || source !== undefined)) return []
      return [
        {
          file: `data/messengers/${messenger}.yaml`,
          message: `the verdict on ${criterion} has no source or date`,
          cure: 'Name the snapshots in saidBy, or premises that lead to one',
        },
      ]
    }),
  )
}
