import type { Context } from '../commands/command.ts'
import type { PlaceSettings } from '../state/state.ts'

/** What a value changes; undefined takes back what was chosen. */
export type Change = { readonly [K in keyof PlaceSettings]?: PlaceSettings[K] | undefined }

/** A value that can be chosen, in words, and whether it is the one in force. */
export interface Option {
  readonly value: string
  readonly label: string
  readonly chosen: boolean
}

/** One thing that a place can choose. */
export interface Setting {
  /** As it is typed. */
  readonly name: string
  readonly key: keyof PlaceSettings
  /** A value, for an example. */
  readonly example: string
  /** All values, where there are few. */
  readonly values?: readonly string[]
  /** What a typed value changes; undefined if it is none. */
  read(context: Context, value: string): Change | undefined
  /** The value in words. */
  show(context: Context): string
  /** What can be typed, in words, for who typed something else. */
  valid(context: Context): string
  /** Values to choose from, where there are few. */
  options?(context: Context): readonly Option[]
  /** Whether it is shown in a place; absent: always. */
  concerns?(context: Context): boolean
}

/** What takes back a choice. */
export const auto = 'auto'

/** What a place has chosen. */
export function chosenIn({ state, place }: Context): PlaceSettings {
  return state.settings(place)
}

/** Options of which one is in force. */
export function optionsOf<V extends string>(values: readonly V[], label: (value: V) => string, chosen: unknown) {
  return values.map((value): Option => ({ value, label: label(value), chosen: value === chosen }))
}
