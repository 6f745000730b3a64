/**
 * What means something in Discord's Markdown: emphasis, code, spoilers, links, mentions, timestamps, headings, a colon
 * that begins an emoji or follows a scheme, and what begins a list.
 */
const markup = /[\\`*_~|[\]<>@#/]|:(?!\s)|(?<=^\s*)[-+](?=\s|#)|(?<=^\s*\d+)\./g

/** Text that shows as it is and does nothing, on a line of its own or anywhere in one. */
export function escapeText(text: string): string {
  return text.replace(/\s*[\n\r\u0085\u2028\u2029]\s*/g, ' ').replace(markup, '\\$&')
}
