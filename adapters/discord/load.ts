import type { APIMessageTopLevelComponent } from 'discord.js'
import { bytesOfComponent, mostBytes, mostCharacters, mostComponents } from './limits.ts'

/** Where a component says something to people. */
const shown = new Set(['content', 'label', 'placeholder'])

interface Load {
  components: number
  characters: number
  bytes: number
}

/**
 * How much of what Discord carries a message's components take: the fullest of its measures, 1 being full. What is only
 * known of text displays is taken to hold for every string, since a message above the limit is lost.
 */
export function loadOf(components: readonly APIMessageTopLevelComponent[]): number {
  const load: Load = { components: 0, characters: 0, bytes: 0 }
  weigh(components, load)
  return Math.max(load.components / mostComponents, load.characters / mostCharacters, load.bytes / mostBytes)
}

/** How many components these are, nested ones counted. */
export function countComponents(components: readonly APIMessageTopLevelComponent[]): number {
  const load: Load = { components: 0, characters: 0, bytes: 0 }
  weigh(components, load)
  return load.components
}

function weigh(part: unknown, load: Load, key = ''): void {
  if (typeof part === 'string') {
    if (shown.has(key)) load.characters += codePoints(part)
    load.bytes += Buffer.byteLength(part)
  } else if (Array.isArray(part)) {
    for (const one of part) weigh(one, load)
  } else if (typeof part === 'object' && part !== null) {
    if ('type' in part) load.components += 1
    load.bytes += bytesOfComponent
    for (const name in part) weigh(part[name as keyof typeof part], load, name)
  }
}

/** Discord counts characters as code points. */
export function codePoints(text: string): number {
  let count = text.length
  for (let at = 0; at < text.length; at++) if ((text.codePointAt(at) ?? 0) > 0xffff) count--
  return count
}

/** A label as far as it fits. */
export function shorten(text: string, longest: number): string {
  return codePoints(text) <= longest ? text : `${[...text].slice(0, longest - 1).join('')}…`
}
