/** An answer of Discord that is none of success. */
export class ApiError extends Error {
  readonly status: number
  readonly code: number
  readonly details: Readonly<Record<string, unknown>>

  constructor(status: number, code: number, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
  }
}

/** A request that breaks Discord's schema or rules: a defect of the bot, recorded for the test to fail. */
export class BrokenRule extends ApiError {
  constructor(problems: readonly string[], status = 400) {
    const errors = { _errors: problems.map((message) => ({ code: 'INVALID', message })) }
    super(status, 50035, `Invalid Form Body\n${problems.join('\n')}`, { errors })
  }
}

export const unknown = {
  channel: () => new ApiError(404, 10003, 'Unknown Channel'),
  guild: () => new ApiError(404, 10004, 'Unknown Guild'),
  member: () => new ApiError(404, 10007, 'Unknown Member'),
  message: () => new ApiError(404, 10008, 'Unknown Message'),
  user: () => new ApiError(404, 10013, 'Unknown User'),
  webhook: () => new ApiError(404, 10015, 'Unknown Webhook'),
  interaction: () => new ApiError(404, 10062, 'Unknown interaction'),
  command: () => new ApiError(404, 10063, 'Unknown application command'),
}
