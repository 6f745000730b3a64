import { decodeHTML } from 'entities'

/** What is left of HTML in a client that knows nothing but these elements. */
export const shownEverywhere = new Set('a b strong i em u del code ul ol li pre blockquote p br'.split(' '))

const strayBlank = /<\/?(?:p|li|[uo]l|blockquote|br)> | <\/?(?:p|li|[uo]l|blockquote|br)>/
const tag = /<(\/?)([a-z]+)((?: [^<>]*)?)>/g

/** The elements of some HTML, and what is wrong with it: a stray `<`, an attribute other than a web address, wrong nesting. */
export function inspectHtml(html: string): {
  readonly elements: ReadonlySet<string>
  readonly faults: readonly string[]
} {
  const elements = new Set<string>()
  const faults: string[] = []
  const open: string[] = []
  for (const [whole, closing, name = '', attributes = ''] of html.matchAll(tag)) {
    elements.add(name)
    if (attributes !== '' && !/^ href="https?:\/\/[^"]*"$/i.test(attributes)) faults.push(whole)
    if (closing && open.pop() !== name) faults.push(whole)
    if (!closing && name !== 'br') open.push(name)
  }
  if (/[<>]/.test(html.replace(tag, ''))) faults.push('a bare < or >')
  if (/[\n\r\t]| {2}/.test(html) || strayBlank.test(html)) faults.push('stray white space')
  return { elements, faults: [...faults, ...open] }
}

/** The words that a reader of HTML is shown, the address of a link after its text, items of steps numbered. */
export function wordsOfHtml(html: string): readonly string[] {
  const numbered = html.replace(/<ol>.*?<\/ol>/g, (steps) => {
    let number = 0
    return steps.replaceAll('<li>', () => `<li>${++number}. `)
  })
  const linked = numbered.replace(/<a href="([^"]*)">(.*?)<\/a>/g, (_, url, text) =>
    url === text ? url : `${text} ${url}`,
  )
  return wordsOf(decodeHTML(linked.replace(tag, (_, __, name) => (/^(?:strong|code)$/.test(name) ? '' : ' '))))
}

/** Letters and digits in a row. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}
