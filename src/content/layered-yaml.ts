import { readFileSync } from 'node:fs'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import type { Problem } from './problem.ts'

interface Layer {
  readonly file: string
  readonly value: unknown
  readonly problems: readonly Problem[]
  readonly document: Document
  readonly lines: LineCounter
}

/** The same-named YAML file of one or more content folders, read as one: later folders add to earlier ones. */
export interface LayeredYaml {
  readonly value: unknown
  readonly problems: readonly Problem[]
  /** File and line of a path into the value, or of its nearest parent that exists. */
  locate(path: readonly PropertyKey[]): { readonly file: string; readonly line?: number }
}

/** Reads and merges the given files; syntax errors and repeated keys become problems. */
export function readLayeredYaml(files: readonly string[]): LayeredYaml {
  const layers = files.map(readLayer)
  return {
    value: layers.map(({ value }) => value).reduce(merge, undefined),
    problems: layers.flatMap(({ problems }) => problems),
    locate: (path) => locate(layers, path),
  }
}

function readLayer(file: string): Layer {
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(file, 'utf8'), {
    lineCounter: lines,
    uniqueKeys: true,
    logLevel: 'error',
  })
  const problems = syntaxProblems({ file, document, lines })
  try {
    return { file, lines, document, problems, value: document.toJS() }
  } catch (error) {
    // Aliases are looked up only now: one may have no anchor, or so many may stand for each other that nothing else would fit.
    const [reason = ''] = (error as Error).message.split('\n')
    const message = `its aliases cannot be resolved: ${reason}`
    return { file, lines, document, problems: [...problems, { file, message, cure: correct }], value: undefined }
  }
}

const correct = 'Correct the YAML here'

function syntaxProblems({ file, document, lines }: Omit<Layer, 'value' | 'problems'>): Problem[] {
  return [...document.errors, ...document.warnings].map((error) => ({
    file,
    line: lines.linePos(error.pos[0]).line,
    message: error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? 'not valid YAML',
    cure: correct,
  }))
}

function merge(below: unknown, above: unknown): unknown {
  if (!isRecord(below) || !isRecord(above)) return above ?? below
  const merged: Record<string, unknown> = { ...below }
  for (const [key, value] of Object.entries(above)) merged[key] = merge(below[key], value)
  return merged
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function locate(layers: readonly Layer[], path: readonly PropertyKey[]): { file: string; line?: number } {
  for (let length = path.length; length > 0; length--) {
    for (const { file, document, lines } of layers.toReversed()) {
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return { file, line: lines.linePos(node.range[0]).line }
    }
  }
  return { file: layers.at(-1)?.file ?? '' }
}
