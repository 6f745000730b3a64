import type { Catalog } from './catalog.ts'

/** Whether a criterion is a platform, such as Linux or desktop computers. */
export function isPlatform(catalog: Catalog, criterion: string): boolean {
  return catalog.data.criteria[criterion]?.platform === true
}

/** The platforms that one stands for: desktop computers, phones. */
export function partsOf(catalog: Catalog, criterion: string): readonly string[] {
  const rule = catalog.data.criteria[criterion]?.rule
  return rule && 'any' in rule ? rule.any : []
}

/** The platforms that are no collection of others. */
export function platformsOf(catalog: Catalog): readonly string[] {
  return catalog.criteria.filter((id) => isPlatform(catalog, id) && partsOf(catalog, id).length === 0)
}
