import type { Answer } from './answer/document.ts'

/** What the bot did, for counting: nothing of it tells who asked, where, or what in words. */
export type Observation =
  | {
      readonly kind: 'asked'
      readonly platform: string
      /** The command that was typed or understood; questions are `ask`. */
      readonly command: string
      readonly intent: Answer['summary']['intent']
      readonly outcome: Answer['summary']['outcome']
      /** BCP 47 tag of the answer's language. */
      readonly language: string
    }
  /** A question beyond the limits. */
  | { readonly kind: 'limited'; readonly platform: string }
  /** A pinned card that says something else now. */
  | { readonly kind: 'pin-refreshed'; readonly platform: string }

/** Is told what the bot does. */
export type Observe = (observation: Observation) => void
