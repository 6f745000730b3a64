import type { Clause } from './conditions.ts'
import type { Reading } from './lexicon.ts'

/** What to answer. Ids only. */
export type Plan =
  | { readonly kind: 'card'; readonly messenger: string }
  | { readonly kind: 'compare'; readonly messengers: readonly string[]; readonly criteria: readonly string[] }
  | {
      readonly kind: 'fact'
      readonly messengers: readonly string[]
      readonly criteria: readonly string[]
      /** Ids of criteria that facts are about, with a scope where one is meant. */
      readonly topics: readonly string[]
    }
  | {
      readonly kind: 'list'
      readonly recommend: boolean
      readonly groups: readonly (readonly Clause[])[]
      readonly threats: readonly string[]
      /** Terms to explain before the list. */
      readonly terms: readonly string[]
      /** Messengers to leave out. */
      readonly except: readonly string[]
    }
  | { readonly kind: 'explain'; readonly terms: readonly string[] }
  | {
      readonly kind: 'link'
      readonly messengers: readonly string[]
      readonly stores: readonly string[]
      readonly links: readonly string[]
      readonly platforms: readonly string[]
    }
  | { readonly kind: 'setup'; readonly messenger: string }
  | {
      readonly kind: 'history'
      readonly messengers: readonly string[]
      readonly criteria: readonly string[]
      readonly topics: readonly string[]
    }
  | { readonly kind: 'criteria' }
  | { readonly kind: 'sources'; readonly messenger?: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'privacy' }
  | { readonly kind: 'languages' }
  /** Asked about a messenger, on something no source speaks of. */
  | { readonly kind: 'silent'; readonly messengers: readonly string[]; readonly words: string }
  | { readonly kind: 'not-covered' }
  | { readonly kind: 'choose'; readonly candidates: readonly Reading[] }
  | { readonly kind: 'not-understood' }
