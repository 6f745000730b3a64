import { rulesExtended, SimpleMarkdown } from 'discord-markdown-parser'

/** A piece of Markdown as Discord's clients read it. */
export interface MarkdownNode {
  readonly type: string
  readonly content?: string | readonly MarkdownNode[]
  readonly target?: string
  /** The emoji that someone typed as such. */
  readonly name?: string
  readonly level?: number
  /** What begins the items of a list. */
  readonly marker?: string
}

type Parse = (source: string, state: object) => MarkdownNode[]
type State = { prevCapture: RegExpExecArray | null; inline: boolean }

const atLineStart = ({ prevCapture }: State) => prevCapture === null || prevCapture[0].endsWith('\n')

/** A rule that holds at the beginning of a line, whatever came before; the parser's own hold after few things only. */
const beginningLine = <R extends object>(rule: R | undefined, pattern: RegExp) => ({
  ...rule,
  match: (source: string, state: State) => (atLineStart(state) ? pattern.exec(source) : null),
})

/** Lists, which the parser does not know: a line with those that are indented below it. */
const listItem = {
  order: 0,
  parse: (capture: RegExpExecArray, parse: Parse, state: State) => ({
    marker: capture[1],
    content: parse((capture[2] ?? '').replace(/\n +/g, '\n'), { ...state, prevCapture: null }),
  }),
}

/** Emoji by their names, which the parser leaves to who writes a message. */
const shortcode = {
  order: 0,
  match: (source: string) => /^:[^\s:]+:/.exec(source),
  parse: (capture: RegExpExecArray) => ({ content: capture[0] }),
}

/** Its types know only the rules it has. */
type Rules = Parameters<typeof SimpleMarkdown.parserFor>[0]

const parser = SimpleMarkdown.parserFor({
  ...rulesExtended,
  heading: beginningLine(rulesExtended.heading, /^(#{1,3}) +([^\n]+?)(\n|$)/),
  subtext: beginningLine(rulesExtended.subtext, /^-# +([^\n]+?)(\n|$)/),
  listItem: beginningLine(listItem, /^ *([*-]|\d+\.) +([^\n]*(?:\n {2,}(?![*-] |\d+\. )[^\n]*)*)(?:\n|$)/),
  shortcode,
} as unknown as Rules)

/** What Discord's clients make of some Markdown. */
export function readMarkdown(markdown: string): readonly MarkdownNode[] {
  return parser(markdown, { inline: true }) as unknown as readonly MarkdownNode[]
}

/** All that is in some nodes, at any depth. */
export function everyNode(nodes: readonly MarkdownNode[]): readonly MarkdownNode[] {
  return nodes.flatMap((node) => [node, ...(Array.isArray(node.content) ? everyNode(node.content) : [])])
}

/** The text that a reader sees, the address of a link after its text. */
export function textOf(nodes: readonly MarkdownNode[]): string {
  return nodes
    .map(({ type, content, target, marker, name }) => {
      if (type === 'twemoji') return name
      if (type === 'br' || type === 'newline') return '\n'
      const said = typeof content === 'string' ? content : textOf(content ?? [])
      if (type === 'listItem') return `${/\d/.test(marker ?? '') ? `${marker} ` : ''}${said}\n`
      if (/^(heading|subtext|blockQuote)$/.test(type)) return `${said}\n`
      return target === undefined || target === said ? said : `${said} (${target})`
    })
    .join('')
}
