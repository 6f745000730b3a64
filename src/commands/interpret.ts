import type { NameKind } from '../catalog/names.ts'
import { once } from '../once.ts'
import { detectLanguage } from '../question/detect-language.ts'
import { readQuestion } from '../question/read.ts'
import { type Recognized, recognize } from '../question/recognize.ts'
import { wordsOf } from '../question/words.ts'
import { askCommand } from './ask.ts'
import { cardCommand } from './card.ts'
import type { Command, Context, Reply } from './command.ts'
import { compareCommand } from './compare.ts'
import { criteriaCommand } from './criteria.ts'
import { explainCommand } from './explain.ts'
import { helpCommand } from './help.ts'
import { commands } from './index.ts'
import { notListedCommand } from './not-listed.ts'
import { misspellings, type Parsed, parseArguments } from './parse.ts'
import { recommendCommand } from './recommend.ts'

/** From this many words on, what does not parse as a command is read as a question. */
const sentenceWords = 5

/** Answers a command, a few bare names or a question. */
export function reply(context: Context, asked: string): Reply {
  if (wordsOf(asked).length === 0) return run(context, helpCommand, '')
  const named = commandIn(context, asked)
  if (named) {
    // A command's own name tells no language, another word for it does.
    const spoken = named.canonical ? context : inLanguageOf(context, asked)
    const typed = run(spoken, named.command, named.rest, named.remarks)
    const isWhole = typed.remarks.length === named.remarks.length
    const clean = isWhole && (typed.act !== undefined || typed.answer().summary.outcome !== 'not-understood')
    if (clean || named.command.parameters.some(({ takes }) => takes === 'text')) return typed
    // Many a sentence begins like a command: "help me choose", "privacy policy of Signal", "difference between two terms".
    const { unknown } = recognize(named.rest, context.names, everyKind, new Set())
    const isSentence = !named.canonical || (wordsOf(asked).length >= sentenceWords && unknown.length > 1)
    const isReply = context.earlier !== undefined && named.rest === ''
    if (!isSentence && !isReply && named.command.parameters.length > 0) return typed
    const read = run(context, askCommand, asked)
    // What changes something does so only when nothing else is said.
    return read.answer().summary.outcome === 'not-understood' && !typed.act ? typed : read
  }
  // In a reply, "and Briar?" is about what was answered; without the small word it is a name like any other.
  const elliptic = context.earlier !== undefined && wordsOf(asked).some((word) => context.smallWords.has(word))
  const bare = elliptic ? undefined : bareNames(context, asked)
  return bare ? run(inLanguageOf(context, asked), bare, asked) : run(context, askCommand, asked)
}

/** Answers a command with what was given for its parameters, several things parted by commas. */
export function carryOut(context: Context, name: string, given: string): Reply {
  const command = commands.find((one) => one.name === name)
  return command ? run(context, command, given) : reply(context, `${name} ${given}`)
}

/** The context in the language of a few words, if they are more than names. */
function inLanguageOf(context: Context, asked: string): Context {
  if (context.holdsLanguage) return context
  const lexicon = context.lexicon()
  const { language } = detectLanguage(readQuestion(asked, lexicon, context.names), lexicon, context.locales)
  return language === undefined ? context : { ...context, voice: context.voices(language) }
}

function run(context: Context, command: Command, words: string, remarks: readonly string[] = []): Reply {
  const parsed = parseArguments(context, command, words)
  const about = { command: command.name, subject: subjectOf(command, parsed), pinnable: command.pinnable ?? true }
  if ('mistake' in parsed) return { ...about, answer: () => parsed.mistake, remarks }
  const [first] = command.parameters
  const onlyOutside = first?.takes.includes('messenger') && parsed.given[first.name]?.length === 0
  const answer = once(() =>
    onlyOutside && parsed.context.notCovered.length > 0
      ? notListedCommand.answer(parsed.context, { messenger: [] })
      : command.answer(parsed.context, parsed.given),
  )
  const { act } = command
  return {
    ...about,
    ...{ answer, remarks: [...remarks, ...parsed.remarks] },
    ...(act ? { act: (platform) => act(parsed.context, parsed.given, platform) } : {}),
  }
}

/** What a command shows, in whatever order and words that was asked for. */
function subjectOf({ name, parameters }: Command, parsed: Parsed): string {
  if ('mistake' in parsed) return ''
  const given = parameters.flatMap(({ name, takes }) =>
    (parsed.given[name] ?? []).map((one) => (takes === 'text' ? wordsOf(one).join(' ') : one)),
  )
  const wanted = parsed.context.conditions.map((condition) => JSON.stringify(condition))
  return [name, ...given.toSorted(), ...wanted.toSorted()].join(' ')
}

const everyKind: readonly NameKind[] = ['messenger', 'criterion', 'term', 'need', 'not-covered', 'command']

/** The command that the first words name, the longest name first, and what follows it. */
function commandIn(
  context: Context,
  asked: string,
): { command: Command; rest: string; remarks: readonly string[]; canonical: boolean } | undefined {
  const parts = asked.split(' ')
  const named = (id: string | undefined) => commands.find(({ name }) => name === id)
  for (let length = Math.min(3, parts.length); length > 0; length--) {
    const phrase = wordsOf(parts.slice(0, length).join(' ')).join(' ')
    const command = named(context.names.find(phrase).find(({ kind }) => kind === 'command')?.id)
    const canonical = command?.name === phrase.replaceAll(' ', '-')
    if (command) return { command, rest: parts.slice(length).join(' '), remarks: [], canonical }
  }
  const [first = ''] = parts
  const { found } = recognize(first, context.names, everyKind, context.smallWords)
  const [misspelt] = found
  if (found.length !== 1 || misspelt?.kind !== 'command' || misspelt.exact) return undefined
  const command = named(misspelt.id)
  // A word that questions are made of is no misspelt command.
  const [begins] = readQuestion(asked, context.lexicon(), context.names)
  // Nor is what changes something done on a guess.
  if (!command || command.act || (begins?.exact && begins.readings.length > 0)) return undefined
  return { command, rest: parts.slice(1).join(' '), remarks: misspellings(context, found), canonical: false }
}

/** Nothing but names: a messenger means its card, several a comparison, a word its explanation. */
function bareNames(context: Context, asked: string): Command | undefined {
  const { found, unclear, unknown } = recognize(
    asked,
    context.names,
    ['messenger', 'not-covered', 'term', 'criterion', 'need'],
    context.smallWords,
  )
  const strange = unknown.some(({ word }) => !context.smallWords.has(word))
  const guessed = found.some(({ exact }) => !exact) && wordsOf(asked).length > 2
  if (strange || guessed || unclear.length > 0 || found.length === 0) return undefined
  const onlyNames = unknown.length === 0
  const messengers = found.some(({ kind }) => kind === 'messenger' || kind === 'not-covered')
  // "has a web version" asks which; "web version" alone asks what.
  return onlyNames || messengers ? commandFor(found) : undefined
}

function commandFor(found: readonly Recognized[]): Command | undefined {
  const kinds = new Set(found.map(({ kind }) => kind))
  const messengers = new Set(found.filter(({ kind }) => kind === 'messenger').map(({ id }) => id))
  if (messengers.size > 1 || (messengers.size === 1 && kinds.has('not-covered'))) return compareCommand
  if (found.length > 1 && kinds.size > 1) return undefined
  if (kinds.has('messenger')) return cardCommand
  if (kinds.has('not-covered')) return notListedCommand
  if (kinds.has('term')) return explainCommand
  if (kinds.has('criterion')) return found.length === 1 ? criteriaCommand : recommendCommand
  return recommendCommand
}
