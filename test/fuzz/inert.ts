import { createMessage as createDiscordMessage, type Delivery } from '../../adapters/discord/message.ts'
import { createMessage as createMatrixMessage, type MessageContent } from '../../adapters/matrix/message.ts'
import { renderTerminal } from '../../adapters/terminal/render.ts'
import { type Answer, type Bot, renderJson, renderPlainText } from '../../src/index.ts'
import { faultsOf, partsOf } from '../discord/message-faults.ts'
import { everyNode, readMarkdown } from '../support/discord-markdown.ts'
import { inspectHtml, shownEverywhere } from '../support/matrix-html.ts'
import { expectNothing } from './entrance.ts'

/** Where an answer is to be said. */
export interface Saying {
  readonly bot: Bot
  /** What was asked. */
  readonly asked: string
  /** The columns of a terminal; none where it need not be drawn, which takes longest. */
  readonly columns?: number
}

/** That an answer can be said everywhere and does nothing there but say it; gives all of it as text. */
export function expectInert(answer: Answer, { bot, asked, columns }: Saying): string {
  if (!isFrozen(answer)) throw new Error('The answer is not frozen')
  const json = renderJson(asked, answer)
  JSON.parse(json)
  expectSteady(renderPlainText(answer))
  expectInertText(renderPlainText(withoutTypable(answer)))
  if (columns !== undefined) expectSteady(renderTerminal(answer, { columns, color: false }))
  expectInertEvent(
    createMatrixMessage(answer, { prefix: '!messenger', layout: columns === undefined ? 'list' : 'table' }),
  )
  const delivery: Delivery = { offers: bot.offers(answer), prefix: '/messenger', asker: '1', asked }
  expectInertComponents(createDiscordMessage(answer, delivery), columns !== undefined)
  return json
}

/** Control characters but line breaks, and format characters but our own marks and isolates. */
const unseen = /(?!\n)\p{Cc}|(?![\u200E\u200F\u2066-\u2069])\p{Cf}|[\u2028\u2029]/u
/** What clients find in plain text by themselves: mentions of everybody, and addresses. */
const active = /@everyone|@here|@room|<[@#]|evil\.example/i

/** That plain text also notifies nobody and links to nothing of the asker's. */
export function expectInertText(text: string): void {
  expectSteady(text)
  expectNothing('Plain text does something', active.exec(text) ?? [])
}

/** That plain text keeps its direction and moves no cursor. */
function expectSteady(text: string): void {
  expectNothing('Something unseen is in the text', unseen.exec(text) ?? [])
  expectNothing(
    'Isolates do not end on their line',
    text.split('\n').filter((line) => !isClosed(line)),
  )
}

/** The answer without what is to be typed: a moderator is told it as they typed it. */
function withoutTypable(answer: Answer): Answer {
  const followUps = answer.followUps.map(({ label }) => ({ label, command: '' }))
  const typable = (_: string, value: unknown) => (isCode(value) ? { ...value, text: '' } : value)
  return { ...answer, blocks: JSON.parse(JSON.stringify(answer.blocks, typable)), followUps }
}

function isCode(value: unknown): value is { readonly kind: 'code' } {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'code'
}

/** Whether each isolate in a line is ended there, and nothing else is. */
function isClosed(line: string): boolean {
  let open = 0
  for (const mark of line.match(/[\u2066-\u2069]/g) ?? []) {
    open += mark === '\u2069' ? -1 : 1
    if (open < 0) return false
  }
  return open === 0
}

const tableElements = new Set([...shownEverywhere, 'table', 'thead', 'tbody', 'tr', 'th', 'td'])

/** That a message in a room is markup of ours only, and mentions nobody but the asker. */
export function expectInertEvent(content: MessageContent, asker?: string): void {
  const { body, formatted_body: html = '', 'm.mentions': mentions } = content['m.new_content'] ?? content
  expectSteady(body)
  const { elements, faults } = inspectHtml(html)
  expectNothing('The HTML is wrong', [...faults, ...[...elements].filter((element) => !tableElements.has(element))])
  if (/<a href="[^"]*evil\.example/i.test(html)) throw new Error('The HTML links to an address of the asker')
  expectNothing(
    'Somebody else is notified',
    (mentions.user_ids ?? []).filter((user) => user !== asker),
  )
}

/** What Markdown may become in our messages. */
const own = /^(text|twemoji|br|newline|strong|em|link|autolink|url|inlineCode|heading|subtext|listItem|blockQuote)$/

/** That Discord takes a message, which notifies nobody and has no markup but ours; reading that takes a while. */
export function expectInertComponents(message: ReturnType<typeof createDiscordMessage>, reads = true): void {
  expectNothing('Discord refuses the message', faultsOf(message))
  expectNothing('Somebody is notified', message.allowed_mentions.parse ?? [])
  if (!reads) return
  const nodes = everyNode(
    readMarkdown(
      partsOf(message)
        .flatMap(({ content = [] }) => content)
        .join('\n'),
    ),
  )
  const wrong = nodes.filter(({ type, target }) => !own.test(type) || /evil\.example/i.test(target ?? ''))
  expectNothing('The Markdown does something', wrong)
}

function isFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return Object.isFrozen(value) && Object.values(value).every(isFrozen)
}
