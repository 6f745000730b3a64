/** What cannot be formatted any more, set aside under a sign that no text contains. */
const aside = /\uE000(\d+)\uE001/g

/** Discord's markdown as a person reads it: formatting gone, escapes resolved, the address of a link after its text. */
export function readMarkdown(markdown: string, nameOf: (id: string) => string = (id) => id): string {
  const kept: string[] = []
  const keep = (text: string) => `\uE000${kept.push(text) - 1}\uE001`
  const read = markdown
    .replace(/```(?:\w*\n)?([\s\S]*?)```|`([^`\n]+)`/g, (_, block, inline) => keep(block ?? inline))
    .replace(/\\([^0-9A-Za-z\s])/gu, (_, escaped) => keep(escaped))
    .replace(/\[([^\]\n]+)\]\(<?(https?:\/\/[^\s<>)]+)>?\)/g, (_, text, url) =>
      text === url ? keep(url) : `${text} ${keep(url)}`,
    )
    .replace(/<(https?:\/\/[^\s<>]+)>|(https?:\/\/[^\s<>]+)/g, (_, quiet, bare) => keep(quiet ?? bare))
    .replace(/<@[!&]?(\d+)>/g, (_, id) => keep(`@${nameOf(id)}`))
    .replace(/<\/([^:>]+):\d+>/g, (_, command) => keep(`/${command}`))
    .replace(/^(?:#{1,3}|-#|>(?:>>)?) +/gm, '')
    .replace(/^( *)[-*] +/gm, (_, indent) => `${indent}• `)
    .replace(/(\*\*\*|\*\*|__|~~|\|\||\*|(?<![\p{L}\p{N}])_(?!_))(?=\S)([^\n]*?\S)\1/gu, unwrap)
  return restore(read, kept)
}

/** Formatting can stand inside of formatting. */
function unwrap(_: string, mark: string, inner: string): string {
  return inner.replace(/(\*\*|__|~~|\|\||\*|_)(?=\S)([^\n]*?\S)\1/g, mark === '' ? '$&' : '$2')
}

/** What was set aside may hold more of it. */
function restore(text: string, kept: readonly string[]): string {
  const restored = text.replace(aside, (_, index) => kept[Number(index)] ?? '')
  return restored === text ? text : restore(restored, kept)
}
