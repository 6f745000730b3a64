import type { Catalog } from '../catalog/catalog.ts'
import { isolate } from '../language/direction.ts'
import type { Locale } from '../language/schema.ts'
import type { Voice } from '../language/voice.ts'
import { comparing } from './comparing.ts'
import type { Answer, FollowUp, Intent } from './document.ts'

/** What an answer can lead to beside its follow-ups, for platforms with menus to hold it all. */
export interface Offers {
  /** The messenger it is about beside each other one. */
  readonly comparisons: readonly FollowUp[]
  /** More on what it is about: its address list, history, sources, footnotes. */
  readonly details: readonly FollowUp[]
  /** The other languages, each by its own name. */
  readonly languages: readonly { readonly label: string; readonly language: string }[]
  /** What stands on the menus, and on the button that removes the answer. */
  readonly labels: { readonly compareWith: string; readonly more: string; readonly remove: string }
}

/** Answers about one messenger, with the command that they answer. */
const aboutOne: Partial<Record<Intent, string>> = {
  card: 'card',
  setup: 'setup',
  fact: 'fact',
  link: 'links',
  history: 'history',
}

/** Up to this many criteria are worth comparing alone. */
const fewCriteria = 3

/** What an answer offers follows from what it is about. */
export function offersOf(
  answer: Answer,
  catalog: Catalog,
  voice: Voice,
  locales: Readonly<Record<string, Locale>>,
): Offers {
  return {
    comparisons: comparisons(answer, catalog),
    details: [...detailsOfMessenger(answer, catalog, voice), ...footnotes(answer, voice)],
    languages: Object.entries(locales).flatMap(([tag, { language }]) =>
      tag === answer.language ? [] : [{ label: isolate(language.name), language: tag }],
    ),
    labels: {
      compareWith: voice.say('offer.compareWith'),
      more: voice.say('offer.more'),
      remove: voice.say('offer.remove'),
    },
  }
}

function onlyMessenger({ summary: { intent, messengers } }: Answer): string | undefined {
  return intent in aboutOne && messengers.length === 1 ? messengers[0] : undefined
}

function comparisons(answer: Answer, catalog: Catalog): readonly FollowUp[] {
  const { intent, criteria } = answer.summary
  const id = onlyMessenger(answer)
  if (id === undefined || (intent !== 'card' && intent !== 'fact')) return []
  const on = criteria.length <= fewCriteria ? criteria : []
  return catalog.messengers
    .filter((other) => other !== id)
    .map((other) => ({ label: catalog.messenger(other).name, command: comparing([id, other], on) }))
}

function detailsOfMessenger(answer: Answer, catalog: Catalog, voice: Voice): readonly FollowUp[] {
  const id = onlyMessenger(answer)
  if (id === undefined) return []
  const { name } = catalog.messenger(id)
  return (['links', 'history', 'sources'] as const)
    .filter((command) => command !== aboutOne[answer.summary.intent])
    .map((command) => ({ label: voice.say(`followUp.${command}`, { name }), command: `${command} ${id}` }))
}

function footnotes({ footnotes, closing, summary }: Answer, voice: Voice): readonly FollowUp[] {
  const terms = footnotes.map(({ term }) => term)
  if (terms.length === 0 || summary.intent === 'explain') return []
  const names = voice.list(terms.map((term) => voice.recite(`terms.${term}.name`)))
  return [{ label: `${closing.footnotes}${voice.colon}${names}`, command: `explain ${terms.join(' ')}` }]
}
