import { readFileSync } from 'node:fs'
import {
  Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  Scalar,
  visit,
} from 'yaml'
import type { Problem } from './problem.ts'
import { explainSyntax, tooDeep } from './yaml-syntax.ts'

/** A YAML file that was read, however wrong it is. */
export interface YamlFile {
  readonly file: string
  readonly value: unknown
  readonly problems: readonly Problem[]
  /** Where a path into the value stands, if it does: the key, or the item of a list. */
  locate(path: readonly PropertyKey[]): Position | undefined
}

interface Position {
  readonly line: number
  readonly column: number
}

/** Something wrong, with where in the text it is when that is known. */
interface Flaw {
  readonly offset?: number | undefined
  readonly message: string
  readonly cure: string
}

/** Reads a YAML file; whatever is wrong with it becomes a problem. */
export function readYamlFile(file: string): YamlFile {
  const lines = new LineCounter()
  const at = (offset: number | undefined) => {
    if (offset === undefined) return undefined
    const { line, col: column } = lines.linePos(offset)
    return { line, column }
  }
  const { document, value, flaws } = parse(file, lines)
  return {
    file,
    value,
    problems: flaws.map(({ offset, ...flaw }) => ({ file, ...at(offset), ...flaw })),
    locate: (path) => at(find(document, path)?.range?.[0]),
  }
}

function parse(
  file: string,
  lineCounter: LineCounter,
): { document: Document; value?: unknown; flaws: readonly Flaw[] } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
    const options = { lineCounter, uniqueKeys: true, prettyErrors: false, logLevel: 'error' } as const
    const document: Document = parseDocument(text, options)
    const syntax = [...document.errors, ...document.warnings].map((error) => explainSyntax(error, text))
    const dangling = cutDanglingAliases(document)
    const value: unknown = document.toJS()
    // Throws for what stands for itself, which nobody who reads the value could come to the end of.
    JSON.stringify(value)
    return { document, value, flaws: [...syntax, ...dangling] }
  } catch (error) {
    return { document: new Document(), flaws: [explainUnreadable(error)] }
  }
}

/** Empties what refers to nothing, so that all else can still be read. */
function cutDanglingAliases(document: Document): readonly Flaw[] {
  const flaws: Flaw[] = []
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document)) return undefined
      const cure = 'Write the value out, or put it in quotes if it begins with "*"'
      flaws.push({ offset: alias.range?.[0], message: `there is no anchor "&${alias.source}"`, cure })
      return new Scalar(null)
    },
  })
  return flaws
}

function explainUnreadable(error: unknown): Flaw {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return { message: 'there is no such file', cure: 'Check the path' }
  if (code === 'EISDIR') return { message: 'is a folder', cure: 'Name a file' }
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { message: 'is not UTF-8', cure: 'Save it as UTF-8' }
  if (error instanceof ReferenceError || (error instanceof TypeError && code === undefined))
    return { message: 'has an alias that stands for itself or for too much', cure: 'Write its value out' }
  if (error instanceof RangeError) return tooDeep
  return { message: `cannot be read (${code ?? message})`, cure: 'Check that this user may read it' }
}

function find(document: Document, path: readonly PropertyKey[]): Node | undefined {
  let [place, inside]: [Node | undefined, unknown] = [undefined, document.contents]
  for (const step of path) {
    if (isAlias(inside)) inside = inside.resolve(document)
    if (isMap(inside)) {
      const pair = inside.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step))
      ;[place, inside] = [isNode(pair?.key) ? pair.key : undefined, pair?.value]
    } else {
      inside = isSeq(inside) ? inside.items[Number(step)] : undefined
      place = isNode(inside) ? inside : undefined
    }
    if (!place) return undefined
  }
  return place
}
