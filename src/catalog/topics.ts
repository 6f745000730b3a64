import type { Catalog } from './catalog.ts'
import type { ResolvedClaim, SupersededClaim } from './resolve-claims.ts'

/** Whether a claim is about a topic, or about a part of it: "sealed-sender" includes "sealed-sender-contacts-only". */
export function isAbout(claim: ResolvedClaim, topic: string): boolean {
  const [about, scope] = topic.split('.')
  if (scope !== undefined) return claim.about === about && claim.scope === scope
  return claim.about === about || claim.about.startsWith(`${about}-`)
}

/** What is said of a messenger on some topics. */
export function claimsAbout(catalog: Catalog, messenger: string, topics: readonly string[]): readonly ResolvedClaim[] {
  return catalog.facts(messenger).filter((claim) => topics.some((topic) => isAbout(claim, topic)))
}

/** Whether a change is about a topic or a part of it. */
export function touches({ older, newer }: SupersededClaim, about: string): boolean {
  return older.about.startsWith(about) || newer.about.startsWith(about)
}
