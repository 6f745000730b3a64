import type { Context } from '../commands/command.ts'
import type { PlaceSettings } from '../state/state.ts'
import { keepQuestionsSetting } from './keep-questions.ts'
import { languageSetting } from './language.ts'
import { layoutSetting } from './layout.ts'
import { limitSetting } from './limit.ts'
import { listenSetting } from './listen.ts'
import { prefixSetting } from './prefix.ts'
import { privateSetting } from './private.ts'
import { type Change, chosenIn, type Setting } from './setting.ts'

/** Everything a place can choose, in the order it is shown. */
export const placeSettings: readonly Setting[] = [
  ...[languageSetting, prefixSetting, layoutSetting, listenSetting, privateSetting],
  ...[limitSetting('per-asker', 'perAsker'), limitSetting('per-place', 'perPlace')],
  keepQuestionsSetting,
]

/** Has a place choose, and gives all that it has chosen then. */
export function applyChange(context: Context, change: Change): PlaceSettings {
  const { state, place } = context
  const chosen = Object.entries({ ...chosenIn(context), ...change }).filter(([, value]) => value !== undefined)
  const settings: PlaceSettings = Object.fromEntries(chosen)
  state.changeSettings(place, settings)
  if (settings.keepQuestions === false) state.questions.drop(place)
  return settings
}
