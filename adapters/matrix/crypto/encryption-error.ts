/** Why encryption cannot go on. */
export type EncryptionProblem =
  | 'in-use'
  | 'other-device'
  | 'identity-mismatch'
  | 'older-copy'
  | 'disk-full'
  | 'unusable-folder'
  | 'password-needed'

/** Thrown when encryption cannot go on until the operator acts; the message is one line that says what to do. */
export class EncryptionError extends Error {
  override readonly name = 'EncryptionError'
  readonly reason: EncryptionProblem

  constructor(reason: EncryptionProblem, message: string, cause?: unknown) {
    super(message, { cause })
    this.reason = reason
  }
}
