import type { Data } from '../catalog/schema.ts'

/** Where something stands that leads back to itself. */
export interface Circle {
  readonly file: string
  readonly path: readonly string[]
  readonly what: string
}

/** Parents, rules and conclusions that lead back to where they begin, so that nobody could ever come to their end. */
export function circlesIn({ messengers, criteria }: Data): readonly Circle[] {
  const parents = new Map(
    Object.entries(messengers).map(([id, { parent }]) => [id, parent === undefined ? [] : [parent]]),
  )
  const parts = new Map(Object.entries(criteria).map(([id, { rule }]) => [id, partsOf(rule)]))
  const premises = new Map(
    Object.entries(messengers).flatMap(([messenger, { claims }]) =>
      Object.entries(claims).map(([id, { inferredFrom = [] }]): [string, readonly string[]] => [
        `${messenger}.${id}`,
        inferredFrom.map((premise) => (premise.includes('.') ? premise : `${messenger}.${premise}`)),
      ]),
    ),
  )
  return [
    ...circular(parents).map((id) => ({
      file: `data/messengers/${id}.yaml`,
      path: ['parent'],
      what: `the parent of ${id}`,
    })),
    ...circular(parts).map((id) => ({ file: 'data/criteria.yaml', path: [id, 'rule'], what: `the rule of ${id}` })),
    ...circular(premises).map((claim) => {
      const [messenger = '', id = ''] = claim.split('.')
      return { file: `data/messengers/${messenger}.yaml`, path: ['claims', id], what: `inferredFrom of ${id}` }
    }),
  ]
}

/** The criteria that a rule is made of. */
export function partsOf(rule: Data['criteria'][string]['rule']): readonly string[] {
  if (!rule) return []
  return 'all' in rule ? rule.all : 'any' in rule ? rule.any : []
}

/** What is reached again from itself. */
function circular(next: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [...next.keys()].filter((start) => {
    const reached = new Set<string>()
    const left = [...(next.get(start) ?? [])]
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      if (reached.has(id)) continue
      reached.add(id)
      left.push(...(next.get(id) ?? []))
    }
    return reached.has(start)
  })
}
