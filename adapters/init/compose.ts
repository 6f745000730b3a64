import { stringify } from 'yaml'
import type { z } from 'zod'
import { type ConfigurationInput, configurationSchema } from '../configuration.ts'
import { keysOf } from '../configuration-key.ts'

const introduction =
  'What Messenger Guide may be told. Where a key has "#" right before it, it is not in use and shows the default or an example. After a change: npm run check -- --config FILE'

/** A configuration file that says what was chosen, and of every key there is what it is for. */
export function composeConfiguration(chosen: ConfigurationInput): string {
  const parts = Object.entries(configurationSchema.shape).map(([key, schema]) =>
    linesOf(key, schema as z.ZodType, chosen[key as keyof ConfigurationInput], '').join('\n'),
  )
  return `${[comment(introduction, ''), ...parts].join('\n\n')}\n`
}

/** The lines of a key with what stands below it. What was not chosen is there as a comment, one sign from being in use. */
function linesOf(key: string, schema: z.ZodType, chosen: unknown, indent: string): readonly string[] {
  const { description = '', examples } = schema.meta() ?? {}
  const mark = chosen === undefined ? '#' : ''
  const inside = keysOf(schema)
  if (!inside) {
    const [example] = (examples ?? []) as readonly unknown[]
    return [comment(description, indent), `${indent}${mark}${key}: ${written(chosen ?? example)}`]
  }
  const below = Object.entries(inside).flatMap(([name, part]) =>
    linesOf(name, part, (chosen as Record<string, unknown> | undefined)?.[name], `${indent}  `),
  )
  return [comment(description, indent), `${indent}${mark}${key}:`, ...below]
}

function written(value: unknown): string {
  return stringify(value, { lineWidth: 0, collectionStyle: 'flow', flowCollectionPadding: false }).replace(/\n$/, '')
}

/** Comment lines that fit a narrow editor. */
function comment(text: string, indent: string): string {
  const lines = text.match(/\S.{0,75}(?=\s|$)/g) ?? []
  return lines.map((line) => `${indent}# ${line}`).join('\n')
}
