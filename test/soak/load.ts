/** People of a platform who keep the bot busy. */
export interface Load {
  /** Has them ask until the signal; resolves when the last has said what they had to say. */
  run(signal: AbortSignal): Promise<void>
  /** Has one of them ask so many questions at once. */
  burst(count: number): Promise<void>
  /** How often somebody could not say something, because the platform was away. */
  unsent(): number
}
