import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from 'discord.js'
import type { Answer, FollowUp, Offers } from '../../src/index.ts'
import { rowsOf } from './action-rows.ts'
import { type Action, writeComponentId } from './component-id.ts'
import { longestButtonLabel, longestOption, mostOptions } from './limits.ts'
import { shorten } from './load.ts'

/** What an answer lets people do next. */
export interface Choices {
  readonly offers: Offers
  /** Who asked, and may remove the answer; none where nobody needs a button for that. */
  readonly asker?: string | undefined
  /** What was asked, for asking it again in another language. */
  readonly asked?: string | undefined
  /** Sections left out for length. */
  readonly leftOut: readonly FollowUp[]
}

type Row = APIActionRowComponent<APIComponentInMessageActionRow>

/** More than that crowd out the answer on a phone; the rest waits in a menu. */
const mostInSight = 5

/** Buttons and menus below an answer. */
export function renderControls(answer: Answer, choices: Choices): Row[] {
  const { offers, asker, asked, leftOut } = choices
  const optionOf = ({ label, command }: FollowUp) => option(label, { kind: 'run', language: answer.language, command })
  const comparisons = offers.comparisons.flatMap(optionOf)
  const compared = new Set(offers.comparisons.map(({ command }) => command))
  const next = answer.followUps.filter(({ command }) => !compared.has(command)).flatMap(optionOf)
  const languages =
    asked === undefined
      ? []
      : offers.languages.flatMap(({ label, language }) => option(label, { kind: 'run', language, command: asked }))
  const others = [...leftOut, ...offers.details].flatMap(optionOf)
  const remove = asker === undefined ? [] : option(offers.labels.remove, { kind: 'remove', asker })
  const menus = Number(comparisons.length > 0) + 1
  const inSight = mostInSight - menus - remove.length
  const shown = next.slice(0, inSight)
  const more = distinct([...next.slice(inSight), ...others, ...languages], shown)
  return [
    ...rowsOf([...shown, ...remove].map(button)),
    ...menu('compare', offers.labels.compareWith, comparisons),
    ...menu('more', offers.labels.more, more),
  ]
}

/** Whether a follow-up is short enough to be a button. */
export function fitsButton({ command }: FollowUp, { language }: Answer): boolean {
  return writeComponentId({ kind: 'run', language, command }) !== undefined
}

/** An action under its name; none if the action is too long for an id. */
function option(label: string, action: Action): APISelectMenuOption[] {
  const value = writeComponentId(action)
  return value === undefined ? [] : [{ label: shorten(label, longestOption), value }]
}

/** Each once, and none that is in sight anyway. */
function distinct(
  options: readonly APISelectMenuOption[],
  seen: readonly APISelectMenuOption[],
): APISelectMenuOption[] {
  const values = new Map(options.map((option) => [option.value, option]))
  for (const { value } of seen) values.delete(value)
  return [...values.values()]
}

function button({ label, value }: APISelectMenuOption): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: shorten(label, longestButtonLabel),
    custom_id: value,
  }
}

function menu(name: string, placeholder: string, options: readonly APISelectMenuOption[]): Row[] {
  const custom_id = writeComponentId({ kind: 'choose', menu: name })
  if (options.length === 0 || custom_id === undefined) return []
  const select = {
    type: ComponentType.StringSelect as const,
    custom_id,
    placeholder,
    options: options.slice(0, mostOptions),
  }
  return [{ type: ComponentType.ActionRow, components: [select] }]
}
