import { readMarkdown } from './read-markdown.ts'
import { actionRow, allComponents, button, type SentComponent } from './rules/components.ts'
import type { Message, Writing } from './world.ts'

const linkButton = 5

/** What a person finds on a message. */
export interface Reading {
  /** All texts in their order, with buttons that lead to an address. */
  readonly text: string
  readonly links: readonly { readonly label: string; readonly url: string }[]
  /** Labels of the buttons that ask the bot something. */
  readonly buttons: readonly string[]
  /** The lists to choose from: what they ask, and the choices. */
  readonly selects: readonly { readonly asks: string; readonly options: readonly string[] }[]
}

/** Reads a message as a person does: classic ones with embeds as well as Components V2. */
export function readMessage(message: Writing, nameOf?: (id: string) => string): Reading {
  const all = componentsOf(message)
  const texts = [message.content, ...message.embeds.flatMap(embedTexts)].map((text) => readMarkdown(text, nameOf))
  const shown = all.flatMap((component) => componentTexts(component, nameOf))
  return {
    text: [...texts, ...shown].filter((text) => text !== '').join('\n'),
    links: all.flatMap(({ style, label, url }) => (style === linkButton && url ? [{ label: label ?? '', url }] : [])),
    buttons: all.filter(isAction).map(({ label }) => label ?? ''),
    selects: all.flatMap(({ placeholder, options }) =>
      options ? [{ asks: placeholder ?? '', options: options.map(({ label }) => label) }] : [],
    ),
  }
}

/** All components of a message, those inside of others too. */
export function componentsOf({ components }: Pick<Message, 'components'>): readonly SentComponent[] {
  return allComponents(components as unknown as readonly SentComponent[])
}

function isAction({ type, style }: SentComponent): boolean {
  return type === button && style !== linkButton
}

function componentTexts({ type, content, style, label, url }: SentComponent, nameOf?: (id: string) => string) {
  if (type === actionRow) return []
  if (style === linkButton && url) return [`${label}: ${url}`]
  return content ? [readMarkdown(content, nameOf)] : []
}

function embedTexts({ title, description, url, fields = [], footer, author }: Writing['embeds'][number]): string[] {
  const named = fields.flatMap(({ name, value }) => [name, value])
  return [author?.name, title, url, description, ...named, footer?.text].filter((text) => text !== undefined)
}
