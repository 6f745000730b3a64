import { type Catalog, type Condition, isNamedCriterion } from '../catalog/catalog.ts'
import { isPlatform } from '../catalog/platforms.ts'
import type { Lexeme } from './read.ts'
import { isCue, maybe } from './readings.ts'

/** A condition with where it stands and whether "or" joins it to the one before. */
export interface Clause extends Condition {
  readonly at: number
  /** Which phrase of the question it is. */
  readonly index: number
  readonly or: boolean
  /** Whether a negation, not the phrase itself, made the value what it is. */
  readonly negated: boolean
  /** Whether it is no criterion of the guide, so that a recommendation may do without. */
  readonly aside: boolean
  /** Whether every messenger does it, so that nobody chooses by it. */
  readonly everyday: boolean
}

/** How far a negation reaches, in phrases: a word of Chinese is several characters, a word of English one. */
const reach = 7
/** How near it must follow what it refuses. */
const near = 3

/** What a question asks of messengers, in order: criteria, needs and topics, each with the value asked for. */
export function clausesOf(lexemes: readonly Lexeme[], catalog: Catalog): Clause[] {
  let clauses: Clause[] = []
  let first = 0
  let negatedAt: number | undefined
  let closed = false
  let or = false
  let end = Number.NEGATIVE_INFINITY
  const endSentence = (next: number) => {
    if (!closed && negatedAt !== undefined && next - negatedAt <= near + 2)
      clauses = afterthought(clauses, first, negatedAt)
    first = clauses.length
    negatedAt = undefined
    closed = false
  }
  for (const [index, lexeme] of lexemes.entries()) {
    if (lexeme.opens) endSentence(index)
    const wish = wishOf(lexeme, catalog)
    if (wish) {
      const previous = clauses.at(-1)
      const fresh = negatedAt !== undefined && index - negatedAt <= reach
      // "without X or Y" and "no X, Y" refuse both; a platform after a comma is wanted.
      const listed = lexeme.at === end && !isPlatform(catalog, wish.criterion)
      const carried = negatedAt === undefined && previous?.negated === true && (or || listed)
      const negated = wish.flips && (fresh || carried)
      const value = negated ? opposite(wish.value) : wish.value
      const { criterion, aside = false, everyday = false } = wish
      clauses.push({ criterion, value, at: lexeme.at, index, or: or && !carried, negated, aside, everyday })
      negatedAt = undefined
      closed = false
      or = false
      end = lexeme.at + lexeme.length
    } else if (isCue(lexeme, 'no') && !setsApart(lexeme, lexemes[index + 1])) {
      negatedAt = index
    } else if (isCue(lexeme, 'or')) {
      or = true
    } else if (isCue(lexeme, 'but', 'and')) {
      negatedAt = undefined
      closed = true
    } else if (negatedAt !== undefined && !isFiller(lexeme)) {
      // "No fluff", "I don't trust it" refuse something of their own.
      closed = true
    }
  }
  endSentence(lexemes.length)
  return clauses
}

/** "Besides Signal" refuses no criterion. */
function setsApart(lexeme: Lexeme, next: Lexeme | undefined): boolean {
  return next ? isCue(lexeme, 'except') && maybe(next, 'messenger') : false
}

/** Unknown Chinese characters are parts of words; an unknown word of letters says something. */
function isFiller(lexeme: Lexeme): boolean {
  return lexeme.readings.length > 0 ? maybe(lexeme, 'common') : /\p{Script=Han}/u.test(lexeme.words)
}

function opposite(value: 'yes' | 'no'): 'yes' | 'no' {
  return value === 'yes' ? 'no' : 'yes'
}

/** A negation with nothing behind it belongs to what stands just before, a list as a whole: "Linux and Mac not supported". */
function afterthought(clauses: readonly Clause[], from: number, negatedAt: number): Clause[] {
  const last = clauses.at(-1)
  if (clauses.length === from || !last || last.negated) return [...clauses]
  if (negatedAt < last.index || negatedAt - last.index > near) return [...clauses]
  let first = clauses.length - 1
  while (first > from && clauses[first - 1]?.index === (clauses[first]?.index ?? 0) - 1) first--
  return clauses.map((clause, position) =>
    position < first || clause.value === 'no' ? clause : { ...clause, value: 'no', negated: true },
  )
}

/** What a phrase asks for, and whether "no" before it asks for the opposite. */
interface Wish extends Condition {
  readonly flips: boolean
  readonly aside?: boolean
  readonly everyday?: boolean | undefined
}

function wishOf({ readings }: Lexeme, catalog: Catalog): Wish | undefined {
  const criterion = readings.find(({ kind }) => kind === 'criterion')
  if (criterion) return { criterion: criterion.id, value: 'yes', flips: true }
  for (const { kind, id } of readings) {
    const need = kind === 'need' ? catalog.need(id) : undefined
    if (need && 'criterion' in need) {
      const aside = !isNamedCriterion(catalog.data.criteria[need.criterion])
      return { ...need, flips: need.feature === true, aside }
    }
  }
  const store = readings.find(({ kind }) => kind === 'store')
  if (store) return platformOf(store.id, catalog)
  const fact = readings.find(({ kind }) => kind === 'fact')
  const about = fact?.id.split('.')[0] ?? ''
  const isQuestion = fact && catalog.data.criteria[about]?.type === 'verdict' && !fact.id.includes('.')
  return isQuestion
    ? { criterion: about, value: 'yes', flips: true, aside: true, everyday: catalog.data.criteria[about]?.everyday }
    : undefined
}

/** The platform a store serves. */
function platformOf(store: string, catalog: Catalog): Wish | undefined {
  const platform = Object.entries(catalog.data.criteria).find(
    ([, { rule }]) => rule && 'download' in rule && rule.download.includes(store),
  )
  return platform && { criterion: platform[0], value: 'yes', flips: true }
}

/** Groups joined by "and", each of alternatives joined by "or". */
export function groupsOf(clauses: readonly Clause[]): readonly (readonly Clause[])[] {
  const groups: Clause[][] = []
  for (const clause of clauses) {
    const group = clause.or ? groups.at(-1) : undefined
    if (group) group.push(clause)
    else groups.push([clause])
  }
  return groups
}
