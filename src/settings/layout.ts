import { layouts } from '../state/state.ts'
import { chosenIn, optionsOf, type Setting } from './setting.ts'

/** How answers are laid out. */
export const layoutSetting: Setting = {
  name: 'layout',
  key: 'layout',
  example: 'table',
  values: layouts,
  read: (_, value) => {
    const layout = layouts.find((one) => one === value)
    return layout && { layout }
  },
  show: (context) => context.voice.say(`settings.layouts.${chosenIn(context).layout ?? layouts[0]}`),
  valid: ({ voice }) => voice.choice(layouts),
  options: (context) => {
    const { layout = layouts[0] } = chosenIn(context)
    return optionsOf(layouts, (value) => context.voice.say(`settings.layouts.${value}`), layout)
  },
}
