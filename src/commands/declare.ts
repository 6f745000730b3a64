import type { Voice } from '../language/voice.ts'
import type { Parameter } from './command.ts'
import { commands } from './index.ts'

/** A command as a platform with typed options declares it. */
export interface CommandDeclaration {
  readonly name: string
  readonly parameters: readonly ParameterDeclaration[]
  /** What it does, in a language. */
  summary(language: string): string
}

/** A parameter of such a command. */
export interface ParameterDeclaration extends Parameter {
  /** Whether it is typed as its name and its value. */
  readonly isKeyword: boolean
  /** What to give for it, in a language. */
  description(language: string): string
}

/** Declares every command, in the order help shows them. */
export function declarations(voiceIn: (language: string) => Voice): readonly CommandDeclaration[] {
  return commands.map(({ name, parameters, keywords = [] }) => ({
    name,
    summary: (language) => voiceIn(language).recite(`commands.${name}.summary`),
    parameters: (keywords.length > 0 ? keywords : parameters).map((parameter) => ({
      isKeyword: keywords.length > 0,
      ...parameter,
      description: (language) => voiceIn(language).recite(`arguments.${parameter.name}`),
    })),
  }))
}

/** The parameter of a command that has a name, as it is declared. */
export function parameterOf(command: string, parameter: string): Parameter | undefined {
  const { parameters = [], keywords = parameters } = commands.find(({ name }) => name === command) ?? {}
  return keywords.find(({ name }) => name === parameter)
}
