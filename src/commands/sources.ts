import { heading, link, list, paragraph, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import { byDate } from '../catalog/dates.ts'
import { type Command, defineCommand } from './command.ts'
import { staleness } from './shared.ts'

/** Which dated revisions speak of a messenger, or of anything at all, and under which licence. */
export const sourcesCommand: Command = defineCommand({
  name: 'sources',
  parameters: [{ name: 'messenger', takes: ['messenger'], least: 0, most: 1 }],
  answer: ({ catalog, voice, now }, { messenger: [id] }) => {
    const draft = createDraft(catalog, voice, 'meta')
    const subjects = id ? [id] : catalog.subjects
    const counts = new Map<string, number>()
    for (const subject of subjects)
      for (const { snapshot, claims } of catalog.snapshots(subject))
        counts.set(snapshot.id, (counts.get(snapshot.id) ?? 0) + claims)
    const snapshots = [...counts]
      .flatMap(([snapshot, claims]) => ({ ...catalog.data.snapshots[snapshot], snapshot, claims }))
      .toSorted((a, b) => byDate(b.date ?? '', a.date ?? ''))
    draft.add(
      heading(text(id ? voice.say('evidence.title', { name: catalog.messenger(id).name }) : voice.say('evidence.all'))),
      list(
        snapshots.map(({ source = '', date = '', language = '', permalink = '', claims }) => [
          text(
            voice.say('evidence.snapshot', {
              source: voice.recite(`sources.${source}`),
              date: voice.date(date),
              language: voice.languageName(language),
              count: claims,
            }),
          ),
          text(' '),
          link(permalink, permalink),
        ]),
      ),
      paragraph(text(voice.say('evidence.licence'))),
      ...staleness(draft, now),
    )
    for (const { snapshot } of snapshots) draft.cite(snapshot)
    if (id) draft.followUp(voice.say('followUp.history', { name: catalog.messenger(id).name }), `history ${id}`)
    return draft.finish({ messengers: id ? [id] : [] })
  },
})
