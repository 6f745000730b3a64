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
import { writeLabel } from './label.ts'
import { longestButtonLabel } from './limits.ts'
import { renderSelect } from './render-select.ts'

type Row = APIActionRowComponent<APIComponentInMessageActionRow>

/** Buttons and menus below an answer. */
export function renderControls(answer: Answer, possibilities: Possibilities): Row[] {
  const { buttons, comparisons, more } = arrangeChoices(answer, possibilities)
  const { compareWith, more: other } = possibilities.offers.labels
  return [
    ...rowsOf(buttons.map((choice) => button(choice, answer))),
    ...renderSelect('compare', compareWith, comparisons, answer),
    ...renderSelect('more', other, more, answer),
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
