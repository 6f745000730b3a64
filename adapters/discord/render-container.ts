import {
  type APIButtonComponent,
  type APIContainerComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
  subtext,
} from 'discord.js'
import { type Answer, type Block, closingBlocks, type Inline, type Line } from '../../src/index.ts'
import { rowsOf } from './action-rows.ts'
import { writeComponentId } from './component-id.ts'
import { writeLabel } from './label.ts'
import { longestButtonAddress, longestButtonLabel, mostButtonsInRow } from './limits.ts'
import { codePoints } from './load.ts'
import { type Address, type Piece, renderBlocks, renderList, type Selection } from './render-blocks.ts'
import { renderLine, webAddress } from './render-line.ts'
import { renderSelect } from './render-select.ts'

/** Green for what the guide recommends, amber for what it has reservations about, grey for the rest; the words say it too. */
const accents: Readonly<Record<string, number>> = { recommended: 0x2e9e5b, additional: 0xd9962b }
const noTier = 0x80848e

type Part = APIContainerComponent['components'][number]

/** An answer in a frame: what it says, links as buttons as far as `room` components allow, notes and sources in small text. */
export function renderContainer(answer: Answer, room: number): APIContainerComponent {
  const pieces = renderBlocks([...answer.blocks, ...untoldHints(answer)], answer)
  const small = smallText(answer)
  const end: Part[] = small === '' ? [] : [{ type: ComponentType.Separator }, textOf(small)]
  const selects = pieces.filter(isSelection)
  const parts = renderPieces(pieces, answer, room - 1 - pieces.length - selects.length - end.length)
  return { type: ComponentType.Container, ...accent(answer), components: [...parts, ...end] }
}

/** Follow-ups that are no buttons, as hints of what to type. */
function untoldHints(answer: Answer): readonly Block[] {
  return closingBlocks({ ...answer, footnotes: [], sources: [] })
}

function accent({ blocks }: Answer): { readonly accent_color?: number } {
  const card = blocks.find((block) => block.kind === 'card')
  return card ? { accent_color: accents[card.tier] ?? noTier } : {}
}

/** Each piece as one text, or as rows of buttons and what did not fit into `room` as text. */
function renderPieces(pieces: readonly Piece[], answer: Answer, room: number): Part[] {
  let left = room
  return pieces.flatMap((piece): Part[] => {
    if (typeof piece === 'string') return [textOf(piece)]
    if (isSelection(piece)) return selectOf(piece, answer)
    const asButtons = piece.filter(fitsButton).slice(0, mostButtons(left))
    const others = piece.filter((address) => !asButtons.includes(address))
    const rows = rowsOf(asButtons.map((address) => linkButton(address, answer)))
    left -= asButtons.length + rows.length
    return others.length > 0 ? [...rows, textOf(renderList(others.map(linkLine), answer))] : rows
  })
}

const isSelection = (piece: Piece): piece is Selection => typeof piece === 'object' && 'options' in piece

/** What is chosen stands in sight, and choosing something else sets that. */
function selectOf({ asks, options }: Selection, answer: Answer): Part[] {
  const choices = options.flatMap(({ label, command, chosen }) => {
    const id = writeComponentId({ kind: 'set', language: answer.language, command })
    return id === undefined ? [] : [{ label, id, chosen }]
  })
  return renderSelect(options[0]?.command ?? '', asks, choices, answer)
}

/** As many buttons as components hold together with the rows that they stand in. */
function mostButtons(components: number): number {
  return Math.max(0, Math.floor((components * mostButtonsInRow) / (mostButtonsInRow + 1)))
}

function fitsButton({ url }: Address): boolean {
  const address = webAddress(url)
  return address !== undefined && codePoints(address) <= longestButtonAddress
}

function linkButton({ text, url }: Address, answer: Answer): APIButtonComponent {
  const label = writeLabel(text, longestButtonLabel, answer)
  return { type: ComponentType.Button, style: ButtonStyle.Link, label, url: webAddress(url) ?? url }
}

const linkLine = ({ text, url }: Address): Line => [{ kind: 'link', text, url }]

const textOf = (content: string): APITextDisplayComponent => ({ type: ComponentType.TextDisplay, content })

/** Footnotes and sources, each under its name. */
function smallText(answer: Answer): string {
  const { footnotes, sources, closing } = answer
  const notes = footnotes.map(({ number, content }): Line => [{ kind: 'note', number }, text(' '), ...content])
  const cited = sources.map(({ label, url }) => linkLine({ text: label, url }))
  const titled = (title: string, lines: readonly Line[]): readonly Line[] =>
    lines.length > 0 ? [[{ kind: 'strong', content: [text(title)] }], ...lines] : []
  return [...titled(closing.footnotes, notes), ...titled(closing.sources, cited)]
    .map((line) => subtext(renderLine(line, answer)))
    .join('\n')
}

const text = (words: string): Inline => ({ kind: 'text', text: words })
