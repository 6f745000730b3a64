/** Something wrong in a data, locale or configuration file: where it is, what is wrong and what to do. */
export interface Problem {
  readonly file: string
  /** 1-based; absent when the file as a whole is meant. */
  readonly line?: number
  readonly message: string
  readonly cure: string
}

/** `file:line: message. cure` on one line. */
export function describeProblem({ file, line, message, cure }: Problem): string {
  return `${line === undefined ? file : `${file}:${line}`}: ${message}. ${cure}`.replace(/\s*\n\s*/g, ' ')
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
