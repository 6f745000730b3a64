import type { Catalog, Condition } from '../catalog/catalog.ts'
import type { SupersededClaim } from '../catalog/resolve-claims.ts'
import { type Clause, groupsOf } from './conditions.ts'
import { isCue } from './cues.ts'
import { gather, type Question, type Subjects } from './gather.ts'
import type { Reading } from './lexicon.ts'
import { partsOf, platformsOf, sentencesOf } from './premises.ts'
import type { Lexeme } from './read.ts'

/** What to answer. Ids only. */
export type Plan =
  | { readonly kind: 'card'; readonly messenger: string }
  | { readonly kind: 'compare'; readonly messengers: readonly string[]; readonly criteria: readonly string[] }
  | {
      readonly kind: 'fact'
      readonly messengers: readonly string[]
      readonly criteria: readonly string[]
      /** Ids of criteria that facts are about, with a scope where one is meant. */
      readonly topics: readonly string[]
    }
  | {
      readonly kind: 'list'
      readonly recommend: boolean
      readonly groups: readonly (readonly Clause[])[]
      readonly threats: readonly string[]
      /** Terms to explain before the list. */
      readonly terms: readonly string[]
      /** Messengers to leave out. */
      readonly except: readonly string[]
    }
  | { readonly kind: 'explain'; readonly terms: readonly string[] }
  | {
      readonly kind: 'link'
      readonly messengers: readonly string[]
      readonly stores: readonly string[]
      readonly links: readonly string[]
      readonly platforms: readonly string[]
    }
  | { readonly kind: 'setup'; readonly messenger: string }
  | {
      readonly kind: 'history'
      readonly messengers: readonly string[]
      readonly criteria: readonly string[]
      readonly topics: readonly string[]
    }
  | { readonly kind: 'criteria'; readonly criterion?: string }
  | { readonly kind: 'sources'; readonly messenger?: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'privacy' }
  | { readonly kind: 'languages' }
  /** Asked about a messenger, on something no source speaks of. */
  | { readonly kind: 'silent'; readonly messengers: readonly string[]; readonly words: string }
  | { readonly kind: 'not-covered' }
  | { readonly kind: 'choose'; readonly candidates: readonly Reading[] }
  | { readonly kind: 'not-understood' }

/** A plan with what else the question says. */
export interface Understood {
  readonly plan: Plan
  /** Messengers named that the guide does not cover. */
  readonly notCovered: readonly string[]
  /** What the asker takes for granted of the messengers asked about. */
  readonly assertions: readonly Condition[]
  /** Topics of the past that the asker takes for the present. */
  readonly outdated: readonly string[]
  /** Parts of things, such as reactions, with what the asker takes for granted of them. */
  readonly parts: readonly { readonly topic: string; readonly value: 'yes' | 'no' }[]
  /** Numbers the asker takes for granted. */
  readonly numbers: readonly number[]
  /** Topics that have a number which the asker takes to have none: "groups have no limit, right?" */
  readonly unlimited: readonly string[]
}

/** Decides what a question asks for from what its words may mean. */
export function planQuestion(lexemes: readonly Lexeme[], catalog: Catalog, earlier: Subjects | undefined): Understood {
  const question = gather(lexemes, catalog, earlier)
  const { notCovered, assertions, numbers, supposes, has } = question
  const isPresent = supposes && !has('history', 'changes', 'when')
  const outdated = isPresent ? question.topics.filter((topic) => catalog.data.criteria[topic]?.past) : []
  const scoped = supposes ? question.topics.filter((topic) => topic.includes('.')) : []
  const parts = scoped.map((topic) => ({ topic, value: has('no') ? ('no' as const) : ('yes' as const) }))
  const unlimited = supposes && numbers.length === 0 ? deniedNumbers(question, catalog) : []
  return { plan: choosePlan(question, catalog), notCovered, assertions, outdated, parts, numbers, unlimited }
}

/** Topics of numbers that are denied: "no limit on members". */
function deniedNumbers({ lexemes }: Question, catalog: Catalog): string[] {
  const between = (lexeme: Lexeme) => isCue(lexeme, 'how-many') || lexeme.readings.some(({ kind }) => kind === 'common')
  const isDenied = (index: number) => {
    const before = lexemes.slice(0, index).findLast((lexeme) => !between(lexeme))
    return before !== undefined && isCue(before, 'no')
  }
  return lexemes.flatMap(({ readings }, index) =>
    readings
      .filter(({ kind, id }) => kind === 'fact' && catalog.data.criteria[id]?.type === 'number' && isDenied(index))
      .map(({ id }) => id),
  )
}

function choosePlan(question: Question, catalog: Catalog): Plan {
  const { messengers, notCovered, terms, topics, criteria, has } = question
  const asksThing = messengers.length + terms.length > 0 || criteria.some((id) => !topics.includes(id))
  if (question.unclear.length > 0 && messengers.length === 0) return { kind: 'choose', candidates: question.unclear }
  if (has('off-topic') && !asksThing) return { kind: 'not-understood' }
  if (messengers.length === 0 && notCovered.length > 0 && !question.movesOn) return { kind: 'not-covered' }
  const named = [...messengers, ...question.except]
  const guided = wantsSteps(question) ? guidedAmong(named.length > 0 ? named : catalog.subjects, catalog) : undefined
  if (guided) return { kind: 'setup', messenger: guided }
  return messengers.length > 0 ? planFor(question, catalog) : planWithout(question, catalog, criteria)
}

/** A question that names messengers. */
function planFor(question: Question, catalog: Catalog): Plan {
  const { messengers, notCovered, stores, links, addresses, terms, has } = question
  const [messenger = ''] = messengers
  const topics = has('how-many') ? withNumbers(question.topics, catalog) : question.topics
  const platforms = question.criteria.filter((id) => catalog.data.criteria[id]?.platform)
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
  const isSpokenOf = messengers.some((id) =>
    catalog.facts(id).some((claim) => topics.some((topic) => isAbout(claim, topic))),
  )
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

/** Whether somebody wants to be told how to keep a phone number from others. */
function wantsSteps({ clauses, topics, has }: Question): boolean {
  if (topics.includes('username-setup')) return true
  const number = clauses.find(({ criterion }) => criterion === 'phone-number')
  const isHidden = has('hide') || (has('shown') && has('no'))
  if (isHidden && (number || topics.includes('phone-number-hideable'))) return has('setup', 'how', 'where')
  return has('setup') && ((number && !number.negated && number.value === 'yes') || topics.includes('usernames'))
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

/** The first of some messengers that the guide gives steps to follow for. */
function guidedAmong(messengers: readonly string[], catalog: Catalog): string | undefined {
  return messengers.find((id) => catalog.facts(id).some(({ about }) => catalog.criterion(about).type === 'step'))
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

/** A question that names none. */
function planWithout(question: Question, catalog: Catalog, criteria: readonly string[]): Plan {
  const { terms, topics, links, threats, except, has } = question
  const wishes = consistent(question.clauses)
  const remarkable = wishes.filter(
    (wish) => !wish.everyday && !(has('recommend') && !wish.negated && isDrawback(wish, catalog)),
  )
  // Nobody looks for what does without what all have.
  const sought = wishes.filter(({ value, negated }) => value === 'yes' || negated)
  const clauses = remarkable.length > 0 ? remarkable : has('recommend') ? sought : wishes
  const listOf = (
    conditions: readonly Clause[],
    explained: readonly string[],
    recommend = asksAdvice(question),
  ): Plan => ({
    kind: 'list',
    recommend,
    groups: groupsOf(conditions),
    threats,
    terms: explained,
    except,
  })
  const wantsList = has('list', 'messengers', 'who', 'everybody', 'no', 'or', 'recommend')
  const owners = catalog.subjects.filter((id) => catalog.links(id).some(({ scope }) => links.includes(scope ?? '')))
  if (owners.length === 1) return { kind: 'link', messengers: owners, stores: [], links, platforms: [] }
  if (
    has('criteria', 'minimum', 'best-case') &&
    (clauses.length === 0 || (has('criteria') && has('minimum', 'best-case')))
  )
    return { kind: 'criteria' }
  if (clauses.length === 0 && !has('recommend')) {
    if (has('about-data')) return { kind: 'sources' }
    if (has('about-privacy')) return { kind: 'privacy' }
    if (has('languages')) return { kind: 'languages' }
  }
  const [term] = terms
  const conditions = new Set(clauses.map(({ criterion }) => criterion))
  if (terms.length > 1 && has('compare') && !asksWhich(question)) return { kind: 'explain', terms: terms.slice(0, 3) }
  const asksToo = asksWhichLater(question)
  if (term && has('define') && !has('messengers', 'who', 'recommend') && !asksToo && except.length === 0)
    return { kind: 'explain', terms }
  const onlyTopics = clauses.every(({ criterion }) => topics.includes(criterion))
  if (term && onlyTopics && has('explain') && !has('recommend')) return { kind: 'explain', terms }
  if (conditions.size > 1 && (has('recommend') || !has('compare')) && threats.length === 0) return listOf(clauses, [])
  const explains = has('explain', 'define') || !wantsList
  if (term && explains && except.length === 0 && !(wantsList && asksWhich(question))) return { kind: 'explain', terms }
  if (clauses.length > 0 || threats.length > 0)
    return listOf(clauses, has('explain', 'define') && asksWhich(question) ? terms : [])
  if (term) return { kind: 'explain', terms }
  const known = catalog.subjects.filter((id) =>
    catalog.facts(id).some((claim) => topics.some((topic) => isAbout(claim, topic))),
  )
  if (has('history') && known.length > 0 && !has('recommend'))
    return { kind: 'history', messengers: known, criteria, topics }
  if (known.length > 0 && !has('recommend')) return { kind: 'fact', messengers: known, criteria: [], topics }
  if (has('about-bot')) return { kind: 'help' }
  const asksApp = has('recommend') && question.strange.length < 4 && !has('explain', 'define')
  if (asksApp || (has('recommend') && has('messengers')) || except.length > 0 || question.movesOn) {
    return listOf([], [], true)
  }
  return { kind: 'not-understood' }
}

/**
 * Of what is both mentioned and refused, the refusal: "he knows my number, I need an app without one". A computer with a
 * browser needs no app of its own.
 */
function consistent(clauses: readonly Clause[]): readonly Clause[] {
  const refused = new Set(clauses.filter(({ value }) => value === 'no').map(({ criterion }) => criterion))
  const browses = clauses.some(({ criterion, value, or }) => criterion === 'web' && value === 'yes' && !or)
  return clauses.filter(
    ({ criterion, value, or }) =>
      or || (!(browses && criterion === 'desktop') && (value === 'no' || !refused.has(criterion))),
  )
}

/** Whether "which have it" follows in a part of its own: "what is forward secrecy, and who has it". */
function asksWhichLater({ lexemes }: Question): boolean {
  const defines = lexemes.findIndex((lexeme) => isCue(lexeme, 'define'))
  const later = lexemes.findIndex((lexeme, index) => index > defines && (lexeme.opens || isCue(lexeme, 'and')))
  return later > 0 && lexemes.slice(later).some((lexeme) => isCue(lexeme, 'list') && !isCue(lexeme, 'define'))
}

/** Whether advice is asked for; "a list of the audited ones, I need it for a report" and "I am fed up. Which encrypt?" ask for a list. */
function asksAdvice({ lexemes, clauses, has }: Question): boolean {
  const sentences = sentencesOf(lexemes)
  const asking = sentences.filter((sentence) => clauses.some(({ at }) => sentence.some((lexeme) => lexeme.at === at)))
  const lists = (sentence: readonly Lexeme[] | undefined) =>
    sentence?.some((lexeme) => isCue(lexeme, 'list') || isCue(lexeme, 'who')) === true &&
    !sentence.some((lexeme) => isCue(lexeme, 'recommend'))
  return has('recommend') && !((asking.length > 0 && asking.every(lists)) || lists(sentences.at(-1)))
}

/** Who asks for advice and names a drawback, such as a phone number, tells of it rather than asks for it. */
function isDrawback({ criterion, value }: Condition, catalog: Catalog): boolean {
  const { desired } = catalog.criterion(criterion)
  return desired !== undefined && desired !== value
}

/** "Which" in the sense of which messengers, not of "what is". */
function asksWhich(question: Question): boolean {
  return question.lexemes.some(
    (lexeme) =>
      (isCue(lexeme, 'list') || isCue(lexeme, 'messengers') || isCue(lexeme, 'who')) &&
      !isCue(lexeme, 'explain') &&
      !isCue(lexeme, 'define'),
  )
}

/** Whether a claim is about a topic, or about a part of it: "sealed-sender" includes "sealed-sender-contacts-only". */
export function isAbout(
  claim: { readonly about: string; readonly scope?: string | undefined },
  topic: string,
): boolean {
  const [about, scope] = topic.split('.')
  if (scope !== undefined) return claim.about === about && claim.scope === scope
  return claim.about === about || claim.about.startsWith(`${about}-`)
}

/** Whether a change is about a topic or a part of it. */
export function touches({ older, newer }: SupersededClaim, about: string): boolean {
  return older.about.startsWith(about) || newer.about.startsWith(about)
}
