import type { Catalog } from '../catalog/catalog.ts'
import type { ResolvedClaim } from '../catalog/resolve-claims.ts'
import type { Assessment } from '../catalog/verdict.ts'
import { isolate } from '../language/direction.ts'
import type { Voice } from '../language/voice.ts'

/** The sentence for a claim's value, with its names, numbers and dates filled in. */
export function factSentence(catalog: Catalog, voice: Voice, claim: ResolvedClaim): string {
  return voice.recite(sentenceKey(catalog, claim), sentenceValues(catalog, voice, claim))
}

/** Where the locales keep the sentence of a claim; a verdict, choice or step has one for each value. */
export function sentenceKey(
  catalog: Pick<Catalog, 'criterion'>,
  claim: Pick<ResolvedClaim, 'messenger' | 'id' | 'about' | 'value'>,
): string {
  const key = `facts.${claim.messenger}.${claim.id}`
  const { type } = catalog.criterion(claim.about)
  return type === 'verdict' || type === 'choice' || type === 'step' ? `${key}.${String(claim.value)}` : key
}

function sentenceValues(
  catalog: Catalog,
  voice: Voice,
  { about, value }: ResolvedClaim,
): Record<string, string | number> {
  if (typeof value === 'number') return { count: value }
  if (Array.isArray(value)) return { value: voice.list(value.map(isolate)) }
  if (typeof value === 'string') return { value: catalog.criterion(about).type === 'date' ? voice.date(value) : value }
  const { requested, concluded, ...names } = value
  return {
    ...names,
    ...(requested === undefined ? {} : { requested: voice.date(requested) }),
    ...(concluded === undefined ? {} : { concluded: voice.date(concluded) }),
  } as Record<string, string>
}

/** Why a verdict is what it is: the deciding claims' sentences, or what a rule read it from. */
export function verdictSentence(catalog: Catalog, voice: Voice, assessment: Assessment): string | undefined {
  if (assessment.basis === 'silent') return undefined
  const own = assessment.claims.filter((claim) => claim.about === assessment.criterion)
  if (own.length > 0) return own.map((claim) => factSentence(catalog, voice, claim)).join(voice.space)
  const { rule } = catalog.criterion(assessment.criterion)
  if (rule && 'link' in rule) return voice.say('rule.link')
  if (rule && 'all' in rule) return platformSentence(catalog, voice, assessment, rule.all)
  if (rule && 'any' in rule) return platformSentence(catalog, voice, assessment, rule.any)
  if (assessment.verdict === 'no') return voice.say('rule.absent')
  const stores = assessment.claims.map((claim) => voice.recite(`downloads.${claim.scope}`))
  return voice.say('rule.download', { stores: voice.list(stores) })
}

function platformSentence(
  catalog: Catalog,
  voice: Voice,
  { messenger, verdict }: Assessment,
  all: readonly string[],
): string {
  if (verdict === 'yes') return voice.say('rule.allPlatforms')
  const missing = all.filter((platform) => catalog.assessment(messenger, platform).verdict === 'no')
  return voice.say('rule.missingPlatforms', {
    platforms: voice.list(missing.map((platform) => voice.recite(`criteria.${platform}.name`))),
  })
}
