import { type APIActionRowComponent, type APIComponentInMessageActionRow, ComponentType } from 'discord.js'
import { mostButtonsInRow } from './limits.ts'

/** Buttons in rows. */
export function rowsOf<C extends APIComponentInMessageActionRow>(buttons: readonly C[]): APIActionRowComponent<C>[] {
  const rows = Math.ceil(buttons.length / mostButtonsInRow)
  return Array.from({ length: rows }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * mostButtonsInRow, (row + 1) * mostButtonsInRow),
  }))
}
