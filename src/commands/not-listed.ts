import { facts, heading, list, paragraph, text } from '../answer/document.ts'
import { createDraft, type Draft } from '../answer/draft.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { isolate } from '../language/direction.ts'
import { type Command, type Context, defineCommand } from './command.ts'
import { criterionName, inform, label, listingWarnings, standing, verdictEntry } from './shared.ts'

/** Why a messenger is not among the recommended ones, or that the guide does not cover it. */
export const notListedCommand: Command = defineCommand({
  name: 'not-listed',
  parameters: [{ name: 'messenger', takes: ['messenger', 'not-covered'], least: 0, most: 1 }],
  answer: (context, { messenger: [id] }) => {
    const draft = createDraft(context.catalog, context.voice, 'list')
    if (context.notCovered.length > 0) return notCovered(draft, context.notCovered)
    return id ? reasons(draft, id) : everybody(draft, context)
  },
})

function notCovered(draft: Draft, ids: readonly string[]) {
  const { catalog, voice } = draft
  const names = voice.list(ids.map((id) => isolate(catalog.data.notCovered[id]?.name ?? id)))
  draft.cite(catalog.guide.id)
  draft.add(
    inform(draft, voice.say('notice.notCovered', { names })),
    paragraph(text(voice.say('notListed.covered', { names: voice.list(coveredBy(catalog).map(draft.name)) }))),
  )
  draft.followUp(voice.say('followUp.recommend'), 'recommend')
  draft.followUp(voice.say('followUp.criteria'), 'criteria')
  return draft.finish({ outcome: 'not-covered', notCovered: ids })
}

/** The criteria of the guide a messenger is said to miss; that they are the reason is said only of its tier's warning. */
function reasons(draft: Draft, id: string) {
  const { catalog, voice } = draft
  const missed = catalog.criteria
    .filter((criterion) => catalog.criteriaListOf(criterion))
    .map((criterion) => catalog.assessment(id, criterion))
    .filter(({ verdict, criterion }) => verdict !== 'not-stated' && verdict !== catalog.criterion(criterion).desired)
  draft.cite(catalog.guide.id)
  draft.add(
    facts([{ label: label(draft.name(id)), value: [text(standing(draft, catalog.listing(id)))] }]),
    ...listingWarnings(draft, [id]),
  )
  if (missed.length > 0) {
    draft.add(
      heading(text(voice.say('notListed.missed', { name: catalog.messenger(id).name }))),
      facts(
        missed.map((assessment) => verdictEntry(draft, [text(criterionName(draft, assessment.criterion))], assessment)),
      ),
    )
  } else {
    draft.add(paragraph(text(voice.say('notListed.nothingMissed', { name: catalog.messenger(id).name }))))
  }
  draft.followUp(voice.say('followUp.card', { name: catalog.messenger(id).name }), id)
  return draft.finish({ messengers: [id], criteria: missed.map(({ criterion }) => criterion) })
}

function everybody(draft: Draft, { catalog, voice }: Context) {
  const delisted = catalog.messengers.filter((id) => catalog.listing(id).delisted)
  const outside = Object.entries(catalog.data.notCovered)
  draft.cite(catalog.guide.id)
  draft.add(
    paragraph(text(voice.say('notListed.covered', { names: voice.list(coveredBy(catalog).map(draft.name)) }))),
    ...(delisted.length > 0 ? listingWarnings(draft, delisted) : []),
    heading(text(voice.say('notListed.title'))),
    list(outside.map(([, { name }]) => [text(isolate(name))])),
    paragraph(text(voice.say('notListed.noJudgement'))),
  )
  return draft.finish({ notCovered: outside.map(([id]) => id) })
}

/** The messengers that the guide itself lists or listed; an operator may have added others. */
function coveredBy(catalog: Catalog): readonly string[] {
  return catalog.messengers.filter((id) => {
    const { tier, delisted } = catalog.listing(id)
    return tier !== undefined || delisted !== undefined
  })
}
