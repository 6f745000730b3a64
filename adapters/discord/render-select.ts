import { type APIActionRowComponent, type APIStringSelectComponent, ComponentType } from 'discord.js'
import type { Answer } from '../../src/index.ts'
import type { Choice } from './choices.ts'
import { writeComponentId } from './component-id.ts'
import { writeLabel } from './label.ts'
import { longestOption, mostOptions } from './limits.ts'

/** A menu in a row of its own, known by a name that no other of its message has; none where nothing can be chosen. */
export function renderSelect(
  name: string,
  asks: string,
  choices: readonly (Choice & { readonly chosen?: boolean })[],
  answer: Answer,
): APIActionRowComponent<APIStringSelectComponent>[] {
  const custom_id = writeComponentId({ kind: 'choose', menu: name })
  if (choices.length === 0 || custom_id === undefined) return []
  const select: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id,
    placeholder: writeLabel(asks, longestOption, answer),
    options: choices.slice(0, mostOptions).map(({ label, id, chosen }) => ({
      ...{ label: writeLabel(label, longestOption, answer), value: id },
      ...(chosen ? { default: true } : {}),
    })),
  }
  return [{ type: ComponentType.ActionRow, components: [select] }]
}
