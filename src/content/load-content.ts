import { join } from 'node:path'
import type { z } from 'zod'
import { type NameEntry, nameEntries } from '../catalog/names.ts'
import { type Data, dataSchema } from '../catalog/schema.ts'
import {
  type Locale,
  languageSchema,
  type Questions,
  questionsSchema,
  type SentenceTree,
  sentencesSchema,
  type Words,
  wordsSchema,
} from '../language/schema.ts'
import { type LexiconEntry, type LexiconTable, questionEntries, tabulateLexicon } from '../question/lexicon.ts'
import { wordsOf } from '../question/words.ts'
import { isThere, namesIn } from './folders.ts'
import { type LayeredYaml, readLayeredYaml } from './layered-yaml.ts'
import { InvalidContent, type Problem } from './problem.ts'
import { unreadFiles } from './unread-files.ts'
import { validate } from './validate.ts'

/** Every fact and every sentence, read from one or more folders that each hold `data/` and `locales/`. */
export interface Content {
  readonly data: Data
  /** By language tag, which is the folder's name. */
  readonly locales: Readonly<Record<string, Locale>>
  /** What everything is called, ready to be looked up. */
  readonly names: readonly NameEntry[]
  /** How people ask, with all names, ready to be looked up. */
  readonly lexicon: LexiconTable
  /** Words that carry nothing in a list of arguments, and those that negations are made of. */
  readonly smallWords: readonly string[]
  /** Phrases that turn what follows into its opposite. */
  readonly negations: readonly string[]
}

const dataFiles = {
  sources: 'sources.yaml',
  snapshots: 'snapshots.yaml',
  criteria: 'criteria.yaml',
  terms: 'terms.yaml',
  needs: 'needs.yaml',
  notCovered: 'not-covered.yaml',
} as const

/** Content with where each of its values stands. */
export interface LocatedContent extends Content {
  /** Further names, by language tag. */
  readonly words: Readonly<Record<string, Words>>
  /** How people ask. */
  readonly phrases: readonly LexiconEntry[]
  /** File and position of a path inside a content file such as `data/needs.yaml`, or of its nearest parent. */
  locate(file: string, path: readonly string[]): ReturnType<LayeredYaml['locate']>
}

/**
 * Reads and validates content; later folders add to earlier ones, key by key.
 * Throws `InvalidContent` with every problem found.
 */
export function loadContent(folders: readonly string[]): Content {
  const { locate: _, words: __, phrases: ___, ...content } = loadLocatedContent(folders)
  return content
}

/** The same as `loadContent`, with positions for those who look for further problems. */
export function loadLocatedContent(folders: readonly string[]): LocatedContent {
  const problems: Problem[] = []
  const opened = new Map<string, LayeredYaml>()
  const read: Read = (path, schema) => {
    const files = folders.map((folder) => join(folder, path)).filter(isThere)
    if (files.length === 0) {
      problems.push({ file: path, message: 'is missing', cure: 'Add the file' })
      return undefined
    }
    const yaml = readLayeredYaml(files)
    opened.set(path, yaml)
    return validate(yaml, schema, problems)
  }

  const data: Record<string, unknown> = {}
  for (const [part, file] of Object.entries(dataFiles)) {
    data[part] = read<unknown>(`data/${file}`, dataSchema.shape[part as keyof typeof dataFiles] as z.ZodType)
  }
  data.messengers = Object.fromEntries(
    namesIn(folders, 'data/messengers', '.yaml').map((id) => [
      id,
      read(`data/messengers/${id}.yaml`, dataSchema.shape.messengers.valueType),
    ]),
  )
  const questions: Record<string, Questions> = {}
  const words: Record<string, Words> = {}
  for (const tag of namesIn(folders, 'locales', '').filter((tag) => !isLanguage(tag))) {
    const cure = 'Name it like "en" or "pt-BR", or move it elsewhere'
    problems.push({ file: `locales/${tag}`, message: 'is not named after a language', cure })
  }
  const locales = Object.fromEntries(
    languagesIn(folders).map((tag) => {
      const asked = read(`locales/${tag}/questions.yaml`, questionsSchema)
      if (asked) questions[tag] = asked
      const named = read(`locales/${tag}/words.yaml`, wordsSchema)
      if (named) words[tag] = named
      return [
        tag,
        { ...readLocale(tag, folders, read), prefixes: asked?.prefixes ?? {}, variants: asked?.variants ?? {} },
      ]
    }),
  ) as Record<string, Locale>
  const parts = ['data', ...languagesIn(folders).map((tag) => `locales/${tag}`)]
  problems.push(...unreadFiles(folders, parts, [...opened.keys()]))
  if (problems.length > 0) throw new InvalidContent(problems)
  const locate: LocatedContent['locate'] = (file, path) => opened.get(file)?.locate(path) ?? { file }
  cover(data as Data, words)
  const negations = phrases(words, 'not')
  const names = nameEntries(data as Data, locales, words)
  const phrasesAsked = questionEntries(questions)
  return {
    data: data as Data,
    locales,
    names,
    lexicon: tabulateLexicon(names, phrasesAsked),
    smallWords: [...new Set([...phrases(words, 'filler'), ...negations].flat())],
    negations: negations.map((words) => words.join(' ')),
    words,
    phrases: phrasesAsked,
    locate,
  }
}

/** What one folder says is not covered, a later one may cover: its names are then those of a messenger. */
function cover(data: Data, words: Readonly<Record<string, Words>>): void {
  for (const id of Object.keys(data.notCovered).filter((id) => id in data.messengers)) {
    delete data.notCovered[id]
    for (const { notCovered, messengers } of Object.values(words)) {
      messengers[id] = [...(messengers[id] ?? []), ...(notCovered[id] ?? [])]
      delete notCovered[id]
    }
  }
}

/** The words of each phrase in a list of all languages. */
function phrases(words: Readonly<Record<string, Words>>, list: 'filler' | 'not'): string[][] {
  return Object.values(words).flatMap((lists) => lists[list].map((phrase) => wordsOf(phrase)))
}

type Read = <T>(path: string, schema: z.ZodType<T>) => T | undefined

function readLocale(tag: string, folders: readonly string[], read: Read): Partial<Locale> {
  const folder = `locales/${tag}`
  const facts = namesIn(folders, `${folder}/facts`, '.yaml').map((id) => [
    id,
    read(`${folder}/facts/${id}.yaml`, sentencesSchema),
  ])
  const parts = [
    read(`${folder}/interface.yaml`, sentencesSchema),
    read(`${folder}/catalog.yaml`, sentencesSchema),
    { facts: Object.fromEntries(facts) },
  ]

  const sentences = Object.assign({}, ...parts) as SentenceTree
  const language = read(`${folder}/language.yaml`, languageSchema)
  return { ...(language && { language }), sentences: Object.fromEntries(flatten(sentences)) }
}

/** The tags of all languages that the folders hold sentences of. */
export function languagesIn(folders: readonly string[]): readonly string[] {
  return namesIn(folders, 'locales', '').filter(isLanguage)
}

/** Joins the keys of nested sentences with dots. */
export function flatten(tree: SentenceTree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? flatten(value, `${prefix}${key}.`)
      : [[`${prefix}${key}`, value as string]],
  )
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}
