import { type Answer, links, paragraph, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import type { ResolvedClaim } from '../catalog/resolve-claims.ts'
import type { Plan } from '../question/plan.ts'
import type { Context } from './command.ts'
import { linksCommand } from './links.ts'
import { listingWarnings, notCoveredNotice } from './shared.ts'

type LinkPlan = Extract<Plan, { kind: 'link' }>

/** The addresses asked for, or that the guide lists none. */
export function answerLinks(context: Context, { messengers, stores, links: kinds, platforms }: LinkPlan): Answer {
  const { catalog, voice } = context
  const [messenger = ''] = messengers
  const everything = stores.length + kinds.length + platforms.length === 0
  if (everything && messengers.length === 1) return linksCommand.answer(context, { messenger: [messenger] })
  const draft = createDraft(catalog, voice, 'link')
  draft.cite(catalog.guide.id)
  draft.add(...notCoveredNotice(draft, context))
  const scopes = [...stores, ...(stores.length > 0 ? [] : platforms.flatMap((platform) => storesOf(context, platform)))]
  let found = 0
  for (const id of messengers) {
    const downloads = catalog.downloads(id).filter(({ scope }) => everything || scopes.includes(scope ?? ''))
    const addresses = catalog.links(id).filter(({ scope }) => kinds.includes(scope ?? ''))
    const entries = [...labelled(context, 'downloads', downloads), ...labelled(context, 'links', addresses)]
    for (const { snapshots } of [...downloads, ...addresses]) draft.cite(snapshots.at(-1) ?? catalog.guide.id)
    const { name } = catalog.messenger(id)
    found += entries.length
    if (entries.length > 0) draft.add(paragraph(text(voice.say('addresses.title', { name }))), links(entries))
    else {
      draft.add(paragraph(text(voice.say('ask.noSuchAddress', { name }))))
      const others = catalog.downloads(id)
      if (others.length > 0) draft.add(links(labelled(context, 'downloads', others)))
    }
    for (const platform of platforms) draft.verdict(catalog.assessment(id, platform))
    draft.followUp(voice.say('followUp.links', { name }), `links ${id}`)
  }
  draft.add(...listingWarnings(draft, messengers))
  return draft.finish({
    messengers,
    criteria: platforms,
    outcome: found > 0 ? 'answered' : 'not-stated',
    notCovered: context.notCovered,
  })
}

function storesOf({ catalog }: Context, platform: string): readonly string[] {
  const { rule } = catalog.criterion(platform)
  return rule && 'download' in rule ? rule.download : []
}

function labelled({ voice }: Context, part: string, claims: readonly ResolvedClaim[]) {
  return claims.map(({ scope, value }) => ({ text: voice.recite(`${part}.${scope}`), url: String(value) }))
}
