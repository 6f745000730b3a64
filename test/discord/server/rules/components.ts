/** A component of a message as it was sent; the schema has already looked at its shape. */
export interface SentComponent {
  readonly type: number
  readonly id?: number
  readonly custom_id?: string | null
  readonly style?: number
  readonly label?: string | null
  readonly emoji?: unknown
  readonly url?: string | null
  readonly content?: string
  readonly placeholder?: string | null
  readonly disabled?: boolean | null
  readonly min_values?: number | null
  readonly max_values?: number | null
  readonly options?: readonly { readonly label: string; readonly value: string; readonly default?: boolean }[]
  readonly components?: readonly SentComponent[]
  readonly accessory?: SentComponent
}

export const actionRow = 1
export const button = 2
const stringSelect = 3
export const textDisplay = 10
const linkButton = 5
const premiumButton = 6

/** All components, in the order they are read: what is inside of one comes after it. */
export function allComponents(components: readonly SentComponent[]): readonly SentComponent[] {
  return components.flatMap((component) => [
    component,
    ...allComponents(component.components ?? []),
    ...(component.accessory ? allComponents([component.accessory]) : []),
  ])
}

/** What is wrong with single components that the schema lets pass. */
export function componentProblems(components: readonly SentComponent[]): readonly string[] {
  const all = allComponents(components)
  return [
    ...all.flatMap((component) => [
      ...(component.type === actionRow ? rowProblems(component) : []),
      ...(component.type === button ? buttonProblems(component) : []),
      ...(component.type === stringSelect ? selectProblems(component) : []),
    ]),
    ...repeated(all.map(({ custom_id }) => custom_id)).map((id) => `the custom_id "${id}" is used twice`),
    ...repeated(all.map(({ id }) => id || undefined)).map((id) => `the component id ${id} is used twice`),
  ]
}

function rowProblems({ components = [] }: SentComponent): string[] {
  const mixed = components.some(({ type }) => type !== button) && components.length > 1
  return mixed ? ['an action row holds up to five buttons or one select'] : []
}

function buttonProblems({ style, label, emoji, url, custom_id }: SentComponent): string[] {
  const name = `the button "${label ?? custom_id}"`
  if (style === premiumButton) return []
  const problems = label || emoji ? [] : [`${name} has neither label nor emoji`]
  if (style === linkButton) {
    if (custom_id || !url) problems.push(`${name} must have an address and no custom_id`)
    else if (!/^(?:https?|discord):\/\//.test(url)) problems.push(`${name} links to ${url}`)
  } else if (!custom_id || url) problems.push(`${name} must have a custom_id and no address`)
  return problems
}

function selectProblems({ custom_id, options = [], min_values, max_values }: SentComponent): string[] {
  const name = `the select "${custom_id}"`
  const most = max_values ?? 1
  const problems = repeated(options.map(({ value }) => value)).map((value) => `${name} has the value "${value}" twice`)
  if (most > options.length) problems.push(`${name} takes ${most} values of ${options.length}`)
  if ((min_values ?? 1) > most) problems.push(`${name} takes at least ${min_values} and at most ${most} values`)
  if (options.filter((option) => option.default).length > most) problems.push(`${name} has too many defaults`)
  return problems
}

/** What stands more than once in a list. */
export function repeated<T>(items: readonly (T | null | undefined)[]): readonly T[] {
  const seen = new Set<T>()
  return items.filter((item): item is T => {
    if (item === null || item === undefined) return false
    const again = seen.has(item)
    seen.add(item)
    return again
  })
}
