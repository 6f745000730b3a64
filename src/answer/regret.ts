import type { Catalog } from '../catalog/catalog.ts'
import type { Voice } from '../language/voice.ts'
import { type Answer, links, paragraph, text } from './document.ts'
import { createDraft } from './draft.ts'

/**
 * Why there is no answer: a message that cannot be decrypted, encryption that is switched off, a bug with a number to
 * find it by, permissions that are missing, a button of another version, an answer that is somebody else's; or why
 * nothing is pinned: permissions, that so many messages are pinned already, that the bot must be added at an address.
 */
export type Regret =
  | 'unreadable'
  | 'encryption-off'
  | 'outdated'
  | 'not-yours'
  | { readonly failed: string }
  | { readonly wait: number }
  | { readonly notPermitted: readonly string[] }
  | { readonly cannotPin: readonly string[] }
  | { readonly pinsFull: number }
  | { readonly notMember: string }

/** What is said where there is no answer. */
export function regret(catalog: Catalog, voice: Voice, reason: Regret): Answer {
  const draft = createDraft(catalog, voice, 'meta')
  draft.add(paragraph(text(sayRegret(voice, reason))))
  if (typeof reason === 'object' && 'notMember' in reason)
    draft.add(links([{ text: voice.say('regret.add-me'), url: reason.notMember }]))
  return draft.finish()
}

/** The same in a sentence. */
export function sayRegret(voice: Voice, reason: Regret): string {
  if (typeof reason === 'string') return voice.say(`regret.${reason}`)
  if ('failed' in reason) return voice.say('regret.failed', { incident: reason.failed })
  if ('wait' in reason) return voice.say('regret.limited', { count: reason.wait })
  if ('cannotPin' in reason) return sayLacking(voice, reason.cannotPin)
  if ('pinsFull' in reason) return voice.say('regret.pins-full', { most: String(reason.pinsFull) })
  if ('notMember' in reason) return voice.say('regret.not-member')
  return voice.say('regret.not-permitted', { permissions: voice.list(reason.notPermitted) })
}

/** Permissions by the names of their sentences. */
function sayLacking(voice: Voice, lacking: readonly string[]): string {
  const permissions = voice.list(lacking.map((permission) => voice.recite(`permission.${permission}`)))
  return voice.say('regret.cannot-pin', { permissions })
}
