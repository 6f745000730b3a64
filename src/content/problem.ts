/** Something wrong in a data, locale or configuration file: where it is, what is wrong and what to do. */
export interface Problem {
  readonly file: string
  /** 1-based; absent when the file as a whole is meant. */
  readonly line?: number
  /** 1-based. */
  readonly column?: number
  readonly message: string
  readonly cure: string
}

/** `file:line:column: message. cure` on one line; what could command a terminal is shown as it is written in YAML. */
export function describeProblem({ file, line, column, message, cure }: Problem): string {
  const where = [file, line, column].filter((part) => part !== undefined).join(':')
  return `${where}: ${message}. ${cure}`.replaceAll(/\p{Cc}|\p{Bidi_Control}|[\u2028\u2029]/gu, escapeCharacter)
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Thrown when content cannot be used; carries every problem, not only the first. */
export class InvalidContent extends Error {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('\n'))
    this.name = 'InvalidContent'
    this.problems = problems
  }
}
