import { z } from 'zod'
import { configurationSchema } from './configuration.ts'

/** The keys that a part of the configuration knows, in their order; undefined for what is no section. */
export function keysOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> | undefined {
  const inner = unwrap(schema)
  return inner instanceof z.ZodObject ? (inner.shape as Record<string, z.ZodType>) : undefined
}

/** The part of the schema that a path into a configuration leads to, or else its nearest parent. */
export function schemaAt(path: readonly PropertyKey[]): z.ZodType {
  let schema: z.ZodType = configurationSchema
  for (const step of path) {
    const inner = unwrap(schema)
    const next = inner instanceof z.ZodArray ? (inner.element as z.ZodType) : keysOf(inner)?.[String(step)]
    if (!next) return schema
    schema = next
  }
  return schema
}

/** What is right for a key, in words. */
export function expectedAt(path: readonly PropertyKey[]): string {
  return String(schemaAt(path).meta()?.expected ?? 'keys, each with a value')
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return unwrap(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodPipe && schema.in instanceof z.ZodTransform) return unwrap(schema.out as z.ZodType)
  return schema
}
