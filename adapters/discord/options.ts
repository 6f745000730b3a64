import type { ParameterDeclaration } from '../../src/index.ts'

/** The option that has an answer shown to nobody but the asker. */
export const privateOption = 'private'

/** Options for parameters whose own name is taken, or that mean nothing here: Discord has no tables to lay answers out in. */
const others: Readonly<Record<string, readonly string[]>> = { private: ['private-answers'], layout: [] }

/**
 * Options for parameters that take several things: one each, since a choice on a phone cannot be added to. Whoever needs
 * more writes several into one, parted by commas.
 */
const several: Readonly<Record<string, readonly string[]>> = {
  messengers: ['first', 'second', 'third', 'fourth'],
  criteria: ['criterion', 'criterion-2', 'criterion-3'],
  terms: ['term', 'term-2', 'term-3'],
  needs: ['need', 'need-2', 'need-3', 'need-4', 'need-5'],
}

/** The names of a parameter's options. */
export function optionNames({ name }: ParameterDeclaration): readonly string[] {
  return several[name] ?? others[name] ?? [name]
}
