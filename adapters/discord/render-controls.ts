import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord.js'
import type { Answer } from '../../src/index.ts'
import { rowsOf } from './action-rows.ts'
import { arrangeChoices, type Choice, type Possibilities } from './choices.ts'
import { writeComponentId } from './component-id.ts'
import { writeLabel } from './label.ts'
import { longestButtonLabel, longestOption, mostOptions } from './limits.ts'

type Row = APIActionRowComponent<APIComponentInMessageActionRow>

/** Buttons and menus below an answer. */
export function renderControls(answer: Answer, possibilities: Possibilities): Row[] {
  const { buttons, comparisons, more } = arrangeChoices(answer, possibilities)
  const { compareWith, more: other } = possibilities.offers.labels
  return [
    ...rowsOf(buttons.map((choice) => button(choice, answer))),
    ...menu('compare', compareWith, comparisons, answer),
    ...menu('more', other, more, answer),
  ]
}

function button({ label, id }: Choice, answer: Answer): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: writeLabel(label, longestButtonLabel, answer),
    custom_id: id,
  }
}

function menu(name: string, placeholder: string, choices: readonly Choice[], answer: Answer): Row[] {
  const custom_id = writeComponentId({ kind: 'choose', menu: name })
  if (choices.length === 0 || custom_id === undefined) return []
  const select = {
    type: ComponentType.StringSelect as const,
    custom_id,
    placeholder: writeLabel(placeholder, longestOption, answer),
    options: choices
      .slice(0, mostOptions)
      .map(({ label, id }) => ({ label: writeLabel(label, longestOption, answer), value: id })),
  }
  return [{ type: ComponentType.ActionRow, components: [select] }]
}
