import type { Problem } from './problem.ts'
import { readYamlFile, type YamlFile } from './yaml-file.ts'

/** The same-named YAML file of one or more content folders, read as one: later folders add to earlier ones. */
export interface LayeredYaml {
  readonly value: unknown
  readonly problems: readonly Problem[]
  /** File and position of a path into the value, or of its nearest parent that exists. */
  locate(path: readonly PropertyKey[]): { readonly file: string; readonly line?: number; readonly column?: number }
}

/** Reads and merges the given files; whatever is wrong with them becomes a problem. */
export function readLayeredYaml(files: readonly string[]): LayeredYaml {
  const layers = files.map(readYamlFile)
  return {
    value: layers.map((layer) => layer.value).reduce(merge, undefined),
    problems: layers.flatMap((layer) => layer.problems),
    locate: (path) => locate(layers, path),
  }
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

function locate(layers: readonly YamlFile[], path: readonly PropertyKey[]): ReturnType<LayeredYaml['locate']> {
  for (let length = path.length; length > 0; length--) {
    for (const layer of layers.toReversed()) {
      const position = layer.locate(path.slice(0, length))
      if (position) return { file: layer.file, ...position }
    }
  }
  return { file: layers.at(-1)?.file ?? '' }
}
