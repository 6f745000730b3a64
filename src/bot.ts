import { type Answer, freeze, type Line, notice, text } from './answer/document.ts'
import { type Catalog, createCatalog } from './catalog/catalog.ts'
import { createNameIndex, type NameIndex, type NameKind } from './catalog/names.ts'
import { createTextSearch } from './catalog/text-search.ts'
import { askCommand } from './commands/ask.ts'
import { cardCommand } from './commands/card.ts'
import type { Command, Context } from './commands/command.ts'
import { compareCommand } from './commands/compare.ts'
import { criteriaCommand } from './commands/criteria.ts'
import { explainCommand } from './commands/explain.ts'
import { helpCommand } from './commands/help.ts'
import { commands } from './commands/index.ts'
import { notListedCommand } from './commands/not-listed.ts'
import { misspellings, parseArguments } from './commands/parse.ts'
import { recommendCommand } from './commands/recommend.ts'
import type { Content } from './content/load-content.ts'
import { matchLanguage } from './language/languages.ts'
import { createVoices, type Voice } from './language/voice.ts'
import { detectLanguage } from './question/detect-language.ts'
import { createLexicon, type Lexicon } from './question/lexicon.ts'
import type { Subjects } from './question/plan.ts'
import { readQuestion } from './question/read.ts'
import { type Recognized, recognize } from './question/recognize.ts'
import { cleanText, longestQuestion, wordsOf } from './question/words.ts'
import type { Place, State } from './state/state.ts'

/** What an adapter asks the bot. */
export interface Request {
  /** What was typed, with or without the prefix. */
  readonly text: string
  readonly place: Place
  /** Whether the asker may change what the bot does in this place. */
  readonly moderates: boolean
  /** BCP 47 tag that overrides the place's language. */
  readonly language?: string
  /** What the answer that is replied to was about, as its summary says. */
  readonly replyTo?: Subjects
}

/** Turns requests into answers; knows no platform. */
export interface Bot {
  readonly catalog: Catalog
  /** Names of all commands, in the order help shows them. */
  readonly commands: readonly string[]
  /** BCP 47 tags of the languages it speaks. */
  readonly languages: readonly string[]
  /** The language it speaks that fits a tag best, if any. */
  matchLanguage(tag: string): string | undefined
  /** Answers anything a person can type; never throws for what they typed. */
  answer(request: Request): Answer
  /** What could complete the last word of a text, in the place's language: command names, then names of things. */
  complete(text: string): readonly string[]
}

export interface BotOptions {
  readonly content: Content
  readonly state: State
  /** BCP 47 tag: the language of a place that set none. */
  readonly language?: string
  readonly prefix?: string
  /** The clock, for saying how old the guide is. */
  readonly now?: () => Date
}

/** Creates a bot from validated content. */
export function createBot({
  content,
  state,
  language = 'en',
  prefix = '!messenger',
  now = () => new Date(),
}: BotOptions): Bot {
  const { data, locales } = content
  const catalog = createCatalog(data)
  const voices = createVoices(locales)
  const names = createNameIndex(content.names)
  const searchTexts = createTextSearch(catalog, locales)
  let lexicon: Lexicon | undefined
  const shared = {
    lexicon: () => {
      lexicon ??= createLexicon(content.names, content.phrases(), locales)
      return lexicon
    },
    catalog,
    names,
    voices,
    locales,
    state,
    prefix,
    searchTexts,
    commands,
    smallWords: new Set(content.smallWords),
    negations: new Set(content.negations),
  }

  return {
    catalog,
    commands: commands.map(({ name }) => name),
    languages: Object.keys(locales),
    matchLanguage: (tag) => matchLanguage(locales, tag),
    answer: (request) => {
      const wanted = request.language ?? state.settings(request.place).language ?? language
      const voice = voices(matchLanguage(locales, wanted) ?? wanted)
      const context: Context = {
        ...shared,
        voice,
        place: request.place,
        moderates: request.moderates,
        now: now(),
        notCovered: [],
        conditions: [],
        earlier: request.replyTo,
      }
      const { text: asked, cut } = cleanText(request.text)
      const { answer, remarks } = reply(context, withoutPrefix(asked, prefix))
      const notices = cut ? [voice.say('mistake.cut', { count: longestQuestion }), ...remarks] : remarks
      return withNotices(answer, voice, notices)
    },
    complete: (typed) =>
      complete(names, commands, catalog, withoutPrefix(cleanText(typed).text, prefix), /\s$/.test(typed)),
  }
}

function withoutPrefix(asked: string, prefix: string): string {
  return asked.toLowerCase().startsWith(prefix.toLowerCase()) ? asked.slice(prefix.length).trim() : asked
}

/** From this many words on, what does not parse as a command is read as a question. */
const sentenceWords = 5

interface Reply {
  readonly answer: Answer
  readonly remarks: readonly string[]
}

function reply(context: Context, asked: string): Reply {
  if (wordsOf(asked).length === 0) return run(context, helpCommand, '')
  const named = commandIn(context, asked)
  if (named) {
    // A command's own name tells no language, another word for it does.
    const spoken = named.canonical ? context : inLanguageOf(context, asked)
    const typed = run(spoken, named.command, named.rest, named.remarks)
    const clean = typed.remarks.length === 0 && typed.answer.summary.outcome !== 'not-understood'
    if (clean || named.command.parameters.some(({ takes }) => takes === 'text')) return typed
    // Many a sentence begins like a command: "help me choose", "privacy policy of Signal".
    const { unknown } = recognize(named.rest, context.names, everyKind, new Set())
    const isSentence = wordsOf(asked).length >= sentenceWords && unknown.length > 1
    const isReply = context.earlier !== undefined && named.rest === ''
    return isSentence || isReply || named.command.parameters.length === 0 ? run(context, askCommand, asked) : typed
  }
  // In a reply, "and Briar?" is about what was answered; without the small word it is a name like any other.
  const elliptic = context.earlier !== undefined && wordsOf(asked).some((word) => context.smallWords.has(word))
  const bare = elliptic ? undefined : bareNames(context, asked)
  return bare ? run(inLanguageOf(context, asked), bare, asked) : run(context, askCommand, asked)
}

/** The context in the language of a few words, if they are more than names. */
function inLanguageOf(context: Context, asked: string): Context {
  const lexicon = context.lexicon()
  const { language } = detectLanguage(readQuestion(asked, lexicon, context.names), lexicon, context.locales)
  return language === undefined ? context : { ...context, voice: context.voices(language) }
}

function run(context: Context, command: Command, words: string, remarks: readonly string[] = []): Reply {
  const parsed = parseArguments(context, command, words)
  if ('mistake' in parsed) return { answer: parsed.mistake, remarks }
  const [first] = command.parameters
  const onlyOutside = first?.takes.includes('messenger') && parsed.given[first.name]?.length === 0
  const answer =
    onlyOutside && parsed.context.notCovered.length > 0
      ? notListedCommand.answer(parsed.context, { messenger: [] })
      : command.answer(parsed.context, parsed.given)
  return { answer, remarks: [...remarks, ...parsed.remarks] }
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
  if (!command) return undefined
  return { command, rest: parts.slice(1).join(' '), remarks: misspellings(context, found), canonical: true }
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

function withNotices(answer: Answer, voice: Voice, notices: readonly string[]): Answer {
  if (notices.length === 0) return answer
  const line = (said: string): Line => [
    { kind: 'strong', content: [text(`${voice.say('notice.note')}${voice.space}`)] },
    text(said),
  ]
  return freeze({ ...answer, blocks: [...notices.map((said) => notice('info', ...line(said))), ...answer.blocks] })
}

function complete(
  names: NameIndex,
  known: readonly Command[],
  catalog: Catalog,
  typed: string,
  newWord: boolean,
): readonly string[] {
  const parts = typed.split(' ')
  const last = newWord ? '' : (parts.at(-1) ?? '')
  const first = wordsOf(parts[0] ?? '').join(' ')
  const command = known.find(({ name }) => name === names.find(first).find(({ kind }) => kind === 'command')?.id)
  const atStart = parts.length === 1 && !newWord
  const kinds = command && !atStart ? command.parameters.flatMap(({ takes }) => (takes === 'text' ? [] : takes)) : []
  const ids: Readonly<Record<string, readonly string[]>> = {
    messenger: catalog.subjects,
    criterion: catalog.criteria,
    term: Object.keys(catalog.data.terms),
    need: Object.keys(catalog.data.needs),
    'not-covered': Object.keys(catalog.data.notCovered),
    command: known.map(({ name }) => name),
  }
  const candidates = atStart
    ? [...known.map(({ name }) => name), ...catalog.subjects]
    : kinds.flatMap((kind) => ids[kind] ?? [])
  return [...new Set(candidates)].filter((candidate) => candidate.startsWith(last.toLowerCase()))
}
