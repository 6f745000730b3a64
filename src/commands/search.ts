import { code, facts, heading, list, paragraph, strong, text } from '../answer/document.ts'
import { createDraft, type Draft } from '../answer/draft.ts'
import type { Hit } from '../catalog/text-search.ts'
import { recognize } from '../question/recognize.ts'
import { type Command, defineCommand } from './command.ts'
import { didYouMean, notUnderstood } from './mistakes.ts'
import { criterionName, label, notCoveredNotice, standing, verdictEntry, named as withName } from './shared.ts'

const mostHits = 8

/** Messengers, criteria, terms and facts whose names or sentences match, misspelt or not, in any language. */
export const searchCommand: Command = defineCommand({
  name: 'search',
  parameters: [{ name: 'text', takes: 'text', suggests: ['messenger', 'criterion', 'term'], least: 1, most: 1 }],
  answer: (context, { text: [query = ''] }) => {
    const { catalog, names, voice } = context
    const { found, unclear } = recognize(
      query,
      names,
      ['messenger', 'criterion', 'term', 'not-covered'],
      context.smallWords,
    )
    const notCovered = found.filter(({ kind }) => kind === 'not-covered').map(({ id }) => id)
    const named = {
      messengers: unique(found.filter(({ kind }) => kind === 'messenger').map(({ id }) => id)),
      criteria: unique(found.filter(({ kind }) => kind === 'criterion').map(({ id }) => id)),
      terms: unique(found.filter(({ kind }) => kind === 'term').map(({ id }) => id)),
    }
    const nothingNamed = Object.values(named).every((ids) => ids.length === 0)
    if (nothingNamed && unclear[0]) return didYouMean(context, 'list', unclear[0].candidates)
    const hits = context.searchTexts(query, voice.language, mostHits)
    if (nothingNamed && hits.length === 0 && notCovered.length === 0) return notUnderstood(context)
    const draft = createDraft(catalog, voice, 'list')
    draft.add(heading(text(voice.say('search.title'))), ...notCoveredNotice(draft, { ...context, notCovered }))
    addNamed(draft, named)
    if (hits.length > 0)
      draft.add(paragraph(text(voice.say('search.texts'))), list(hits.map((hit) => describe(draft, hit))))
    return draft.finish({
      ...named,
      outcome: nothingNamed && hits.length === 0 ? 'not-covered' : 'answered',
      notCovered,
    })
  },
})

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}

/** Shows the things that were named, with a command for each. */
export function addNamed(
  draft: Draft,
  {
    messengers,
    criteria,
    terms,
  }: { messengers: readonly string[]; criteria: readonly string[]; terms: readonly string[] },
): void {
  const { catalog, voice } = draft
  if (messengers.length > 0) {
    draft.cite(catalog.guide.id)
    draft.add(
      facts(
        messengers.map((id) => ({ label: label(draft.name(id)), value: [text(standing(draft, catalog.listing(id)))] })),
      ),
    )
  }
  for (const id of messengers) draft.followUp(voice.say('followUp.card', { name: catalog.messenger(id).name }), id)
  for (const id of criteria)
    draft.followUp(voice.say('followUp.criterion', { criterion: criterionName(draft, id) }), `criteria ${id}`)
  for (const id of terms)
    draft.followUp(voice.say('followUp.explain', { term: voice.recite(`terms.${id}.name`) }), `explain ${id}`)
  const both = messengers.length > 0 && criteria.length > 0
  if (both) {
    draft.add(
      facts(
        messengers.flatMap((id) =>
          criteria.map((criterion) => {
            const name = [strong(text(draft.name(id))), text(` – ${criterionName(draft, criterion)}`)]
            return verdictEntry(draft, name, catalog.assessment(id, criterion))
          }),
        ),
      ),
    )
  }
}

function describe(draft: Draft, hit: Hit) {
  const { voice } = draft
  if (hit.kind === 'fact') return withName(draft, hit.claim.messenger, draft.fact(hit.claim))
  const command = hit.kind === 'criterion' ? 'criteria' : 'explain'
  const part = hit.kind === 'criterion' ? 'criteria' : 'terms'
  return [text(`${voice.recite(`${part}.${hit.id}.name`)} `), code(`${command} ${hit.id}`)]
}
