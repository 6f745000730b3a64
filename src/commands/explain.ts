import { heading, paragraph, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import { type Command, defineCommand } from './command.ts'
import { claimList } from './shared.ts'

/** What a word means, and which messengers the guide says it of. */
export const explainCommand: Command = defineCommand({
  name: 'explain',
  parameters: [{ name: 'terms', takes: ['term'], least: 1, most: 3 }],
  answer: ({ catalog, voice }, { terms }) => {
    const draft = createDraft(catalog, voice, 'explain')
    for (const term of terms) {
      const { footnote, see = [] } = catalog.data.terms[term] ?? {}
      draft.add(
        heading(text(voice.recite(`terms.${term}.name`))),
        paragraph(text(voice.recite(`terms.${term}.meaning`))),
      )
      if (footnote) draft.cite(catalog.guide.id)
      else draft.add(paragraph(text(voice.say('explain.ownWords'))))
      const related = catalog.criteria.filter((id) => catalog.criterion(id).term === term || id === term)
      for (const criterion of related) {
        draft.followUp(
          voice.say('followUp.criterion', { criterion: voice.recite(`criteria.${criterion}.name`) }),
          `criteria ${criterion}`,
        )
      }
      const said = catalog.subjects.flatMap((id) =>
        catalog.facts(id).filter((claim) => catalog.criterion(claim.about).term === term),
      )
      if (said.length > 0) {
        draft.add(paragraph(text(voice.say('explain.guideSays'))), claimList(draft, said))
      }
      for (const other of see) draft.followUp(voice.recite(`terms.${other}.name`), `explain ${other}`)
    }
    return draft.finish({ terms })
  },
})
