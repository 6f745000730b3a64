import { heading, paragraph, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import { addressSections } from './card.ts'
import { type Command, defineCommand } from './command.ts'
import { listingWarnings } from './shared.ts'

/** Every download and link the guide gives for a messenger. */
export const linksCommand: Command = defineCommand({
  name: 'links',
  parameters: [{ name: 'messenger', takes: ['messenger'], least: 1, most: 1 }],
  answer: ({ catalog, voice }, { messenger: [id = ''] }) => {
    const draft = createDraft(catalog, voice, 'link')
    const { name, kind } = catalog.messenger(id)
    const groups = addressSections(draft, id)
    draft.add(heading(text(voice.say('addresses.title', { name }))))
    if (groups.length === 0) draft.add(paragraph(text(voice.say('addresses.none', { name }))))
    for (const [part, blocks] of groups) draft.add(paragraph(text(voice.recite(`sections.${part}`))), ...blocks())
    if (kind === 'messenger' && !catalog.links(id).some(({ scope }) => scope === 'donate')) {
      draft.add(paragraph(text(voice.say('addresses.noDonations', { name }))))
    }
    draft.add(...listingWarnings(draft, [id]))
    for (const child of Object.values(catalog.data.messengers).filter(({ parent }) => parent === id)) {
      draft.followUp(voice.say('followUp.links', { name: child.name }), `links ${child.id}`)
    }
    draft.followUp(voice.say('followUp.card', { name }), id)
    return draft.finish({ messengers: [id], outcome: groups.length > 0 ? 'answered' : 'not-stated' })
  },
})
