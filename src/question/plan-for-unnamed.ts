import type { Catalog, Condition } from '../catalog/catalog.ts'
import { claimsAbout } from '../catalog/topics.ts'
import { type Clause, groupsOf } from './conditions.ts'
import type { Question } from './gather.ts'
import type { Plan } from './plan.ts'
import type { Lexeme } from './read.ts'
import { isCue } from './readings.ts'
import { sentencesOf } from './sentences.ts'

/** Plans the answer to a question that names no messenger. */
export function planForUnnamed(question: Question, catalog: Catalog): Plan {
  const { terms, topics, criteria, links, threats, except, has } = question
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
  const known = catalog.subjects.filter((id) => claimsAbout(catalog, id, topics).length > 0)
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
    sentence?.some((lexeme) => isCue(lexeme, 'list', 'who')) === true &&
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
    (lexeme) => isCue(lexeme, 'list', 'messengers', 'who') && !isCue(lexeme, 'explain', 'define'),
  )
}
