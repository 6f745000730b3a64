import type { Catalog } from '../catalog/catalog.ts'
import { isPlatform, partsOf, platformsOf } from '../catalog/platforms.ts'
import { claimsAbout, touches } from '../catalog/topics.ts'
import type { Question } from './gather.ts'
import type { Plan } from './plan.ts'

/** Plans the answer to a question that names messengers. */
export function planForNamed(question: Question, catalog: Catalog): Plan {
  const { messengers, notCovered, stores, links, addresses, terms, has } = question
  const [messenger = ''] = messengers
  const topics = has('how-many') ? withNumbers(question.topics, catalog) : question.topics
  const platforms = question.criteria.filter((id) => isPlatform(catalog, id))
  const others = question.criteria.filter((id) => !platforms.includes(id) && !topics.includes(id))
  const criteria =
    has('only') && platforms.length > 0 ? [...others, ...platformsOf(catalog)] : withWholes(question, catalog)
  const several = messengers.length + notCovered.length > 1

  if (has('about-data') && criteria.length + topics.length === 0) return { kind: 'sources', messenger }
  const owners = messengers.filter((id) => catalog.links(id).some(({ scope }) => links.includes(scope ?? '')))
  if (several && owners.length > 0 && others.length === 0 && !has('compare', 'judge'))
    return { kind: 'link', messengers: owners, stores, links, platforms: [] }
  const wantsAddress = has('link') && (topics.length === 0 || stores.length + links.length > 0)
  if (
    !has('changes') &&
    !has('compare') &&
    others.length === 0 &&
    (wantsAddress || addresses.length > 0 || (has('where') && links.length > 0))
  ) {
    return { kind: 'link', messengers, stores, links, platforms }
  }
  if (has('changes') && !several) return { kind: 'history', messengers, criteria, topics }
  if (has('history') && !several && tellsHistory(question, [...criteria, ...topics], catalog))
    return { kind: 'history', messengers, criteria, topics }
  const isSpokenOf = messengers.some((id) => claimsAbout(catalog, id, topics).length > 0)
  const onlyTopics = criteria.length === 0 && (isSpokenOf || (topics.length > 0 && !has('compare', 'judge')))
  if (several && !onlyTopics && (has('compare', 'judge') || criteria.length + topics.length === 0)) {
    return { kind: 'compare', messengers: messengers.slice(0, 4), criteria }
  }
  if (criteria.length + topics.length === 0 && has('encrypted')) {
    return {
      kind: 'fact',
      messengers,
      criteria: ['e2ee-default'],
      topics: ['encrypted', 'e2ee-available', 'calls-e2ee'],
    }
  }
  if (criteria.length + topics.length > 0) return { kind: 'fact', messengers, criteria, topics }
  if (terms.length > 0) return { kind: 'explain', terms }
  if (has('recommend') && !has('judge') && messengers.length === 1 && question.strange.length === 0) {
    return { kind: 'card', messenger }
  }
  if (question.strange.length > 0 && !has('explain', 'judge', 'recommend')) {
    return { kind: 'silent', messengers, words: question.strange.join(' ') }
  }
  return { kind: 'card', messenger }
}

/** Whether anything changed on the topics asked about; where nothing is named, there is always something to tell. */
function tellsHistory(
  { messengers: [messenger = ''], strange }: Question,
  topics: readonly string[],
  catalog: Catalog,
): boolean {
  const abouts = topics.flatMap((topic) => [topic.split('.')[0] ?? '', ...partsOf(catalog, topic)])
  return (
    (topics.length === 0 && strange.length === 0) ||
    catalog.history(messenger).some((change) => abouts.some((about) => touches(change, about)))
  )
}

/** The criteria asked about, and those that several of them make up: five platforms are all, a number and an address identify. */
function withWholes({ criteria, topics }: Question, catalog: Catalog): readonly string[] {
  const wholes = catalog.criteria.filter((id) => {
    const rule = catalog.data.criteria[id]?.rule
    return rule && 'all' in rule && rule.all.every((part) => criteria.includes(part))
  })
  const identifies = criteria.includes('phone-number') && topics.includes('unique-identifiers')
  return [...new Set([...criteria, ...wholes, ...(identifies ? ['no-personal-identifiers'] : [])])]
}

/** Topics with the numbers that belong to them: how long a username may be, where usernames are asked about. */
function withNumbers(topics: readonly string[], catalog: Catalog): string[] {
  const stems = topics.map((topic) => topic.replace(/s?(\..*)?$/, ''))
  const numbers = Object.entries(catalog.data.criteria).filter(
    ([id, { type }]) => type === 'number' && stems.some((stem) => id.startsWith(`${stem}-`)),
  )
  return [...topics, ...numbers.map(([id]) => id)]
}
