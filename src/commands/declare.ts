import type { Voice } from '../language/voice.ts'
import type { Parameter } from './command.ts'
import { commands } from './index.ts'

/** A command as a platform with typed options declares it, described in one language. */
export interface CommandDeclaration {
  readonly name: string
  readonly summary: string
  readonly parameters: readonly (Parameter & { readonly description: string })[]
}

/** Every command, in the order help shows them. */
export function declarations(voice: Voice): readonly CommandDeclaration[] {
  return commands.map(({ name, parameters }) => ({
    name,
    summary: voice.recite(`commands.${name}.summary`),
    parameters: parameters.map((parameter) => ({
      ...parameter,
      description: voice.recite(`arguments.${parameter.name}`),
    })),
  }))
}
