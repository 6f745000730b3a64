import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import type { z } from 'zod'
import { configurationSchema } from '../../adapters/configuration.ts'
import { keysOf } from '../../adapters/configuration-key.ts'
import { composeConfiguration } from '../../adapters/init/compose.ts'
import { anyChoices } from '../configuration/any-choices.ts'

const read = (text: string) => {
  const document = parseDocument(text)
  expect(document.errors).toEqual([])
  return configurationSchema.parse(document.toJS() ?? {})
}

/** Every key with its path, the sections included. */
function allKeys(schema: z.ZodType, path: readonly string[] = []): { path: readonly string[]; schema: z.ZodType }[] {
  return Object.entries(keysOf(schema) ?? {}).flatMap(([name, part]) => [
    { path: [...path, name], schema: part },
    ...allKeys(part, [...path, name]),
  ])
}

const everyKey = allKeys(configurationSchema)
const inUse = (text: string) => text.replaceAll(/^( *)#(?=\S)/gm, '$1')

test('whatever was chosen is read back', () => {
  fc.assert(
    fc.property(anyChoices, (choices) => {
      expect(read(composeConfiguration(choices))).toEqual(configurationSchema.parse(choices))
    }),
    { numRuns: 500 },
  )
})

test('every key of the configuration is in the file, and has a comment right above it', () => {
  expect(everyKey.length).toBeGreaterThan(15)
  const lines = composeConfiguration({}).split('\n')
  for (const { path } of everyKey) {
    const at = lines.findIndex((line) => line.startsWith(`${'  '.repeat(path.length - 1)}#${path.at(-1)}:`))
    expect(lines[at - 1], path.join('.')).toMatch(/^ *# \S/)
  }
  const written = parseDocument(inUse(lines.join('\n')))
  for (const { path } of everyKey) expect(written.hasIn(path), path.join('.')).toBe(true)
})

test('nothing chosen is an empty configuration, and every "#" can be taken away', () => {
  expect(read(composeConfiguration({}))).toEqual(configurationSchema.parse({}))
  const all = read(inUse(composeConfiguration({})))
  expect(all).toMatchObject({ ...configurationSchema.parse({}), content: './my-content' })
})

test('what is shown for a key that has a default is that default, and every key says what is right', () => {
  for (const { path, schema } of everyKey) {
    const { description, expected, examples } = schema.meta() ?? {}
    expect([typeof description, typeof expected], path.join('.')).toEqual(['string', 'string'])
    if (keysOf(schema)) continue
    const shown = schema.parse((examples as unknown[])[0])
    const usual = schema.safeParse(undefined)
    if (usual.success && usual.data !== undefined && path.at(-1) !== 'invitesFrom') expect(shown).toEqual(usual.data)
  }
})
