/** Thrown when the adapter cannot go on until the operator acts; the message is one line that says what to do. */
export class MatrixProblem extends Error {
  override readonly name = 'MatrixProblem'
}
