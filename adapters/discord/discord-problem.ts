/** Thrown when the adapter cannot go on until the operator acts; the message is one line that says what to do. */
export class DiscordProblem extends Error {
  override readonly name = 'DiscordProblem'
}
