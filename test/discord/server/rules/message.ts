import { MessageFlags } from 'discord.js'
import type { Writing } from '../world.ts'
import { actionRow, allComponents, componentProblems, type SentComponent, textDisplay } from './components.ts'

const mostText = 2000
const mostEmbedText = 6000
const mostComponents = 40
const mostDisplayedText = 4000
/** Measured, not documented: the service fails above it. */
const mostDisplayedBytes = 10_170

/** The length of a text as Discord counts it. */
export function lengthOf(text: string): number {
  return [...text].length
}

/** What is wrong with a message as it would stand after a request, beyond the schema. */
export function messageProblems(message: Writing): readonly string[] {
  const components = message.components as unknown as readonly SentComponent[]
  const special = message.flags & MessageFlags.IsComponentsV2 ? displayProblems : classicProblems
  return [...special(message, components), ...componentProblems(components)]
}

function displayProblems({ content, embeds }: Writing, components: readonly SentComponent[]): string[] {
  const all = allComponents(components)
  const text = all.flatMap((component) => (component.type === textDisplay ? [component.content ?? ''] : [])).join('')
  const bytes = Buffer.byteLength(text)
  const problems: string[] = []
  if (content !== '') problems.push('content beside Components V2')
  if (embeds.length > 0) problems.push('embeds beside Components V2')
  if (components.length === 0) problems.push('Components V2 without components')
  if (all.length > mostComponents) problems.push(`${all.length} components of at most ${mostComponents}`)
  if (lengthOf(text) > mostDisplayedText)
    problems.push(`${lengthOf(text)} displayed characters of at most ${mostDisplayedText}`)
  if (bytes > mostDisplayedBytes) problems.push(`${bytes} displayed bytes of at most ${mostDisplayedBytes}`)
  return problems
}

function classicProblems({ content, embeds }: Writing, components: readonly SentComponent[]): string[] {
  const embedText = embeds.reduce((sum, embed) => sum + embedLength(embed), 0)
  const problems: string[] = []
  if (lengthOf(content) > mostText) problems.push(`content of ${lengthOf(content)} characters of at most ${mostText}`)
  if (embedText > mostEmbedText) problems.push(`embeds of ${embedText} characters of at most ${mostEmbedText}`)
  if (components.length > 5) problems.push(`${components.length} rows of at most 5`)
  if (components.some(({ type }) => type !== actionRow)) problems.push('components that need the flag IsComponentsV2')
  return problems
}

function embedLength({ title, description, footer, author, fields = [] }: Writing['embeds'][number]): number {
  const texts = [title, description, footer?.text, author?.name, ...fields.flatMap(({ name, value }) => [name, value])]
  return texts.reduce((sum, text) => sum + lengthOf(text ?? ''), 0)
}
