import type { z } from 'zod'
import type { LayeredYaml } from './layered-yaml.ts'
import type { Problem } from './problem.ts'

/** What a YAML file says, if it is what the schema wants; otherwise the problems are added, each where it stands. */
export function validate<T>(yaml: LayeredYaml, schema: z.ZodType<T>, problems: Problem[]): T | undefined {
  problems.push(...yaml.problems)
  if (yaml.problems.length > 0) return undefined
  const parsed = schema.safeParse(yaml.value)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues.flatMap(unwrap)) {
    for (const { path, ...problem } of explain(issue)) problems.push({ ...yaml.locate(path), ...problem })
  }
  return undefined
}

/** The issues of the alternative that came closest, because "invalid input" helps nobody. */
function unwrap(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const closest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0] ?? []
  return closest.flatMap((inner) => unwrap({ ...inner, path: [...issue.path, ...inner.path] }))
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length))
}

function explain(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string; cure: string }[] {
  const { path } = issue
  const where = path.map(String).join('.') || 'the file'
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `${where} has the unknown key "${key}"`,
      cure: 'Remove it or correct its spelling',
    }))
  }
  if (issue.code === 'invalid_value') {
    const cure = `Use one of: ${issue.values.join(', ')}`
    return [{ path, message: `${where} has a value that is not allowed`, cure }]
  }
  return [{ path, message: `${where}: ${issue.message}`, cure: 'Correct the value' }]
}
