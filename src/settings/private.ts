import type { Context } from '../commands/command.ts'
import { chosenIn, optionsOf, type Setting } from './setting.ts'

const values = ['on', 'off'] as const

/** Whether answers are shown to the asker alone. */
export const privateSetting: Setting = {
  name: 'private',
  key: 'private',
  example: 'on',
  values,
  read: (_, value) => (value === 'on' || value === 'off' ? { private: value === 'on' } : undefined),
  show: (context) => context.voice.say(`settings.private.${valueIn(context)}`),
  valid: ({ voice }) => voice.choice(values),
  options: (context) => optionsOf(values, (value) => context.voice.say(`settings.private.${value}`), valueIn(context)),
}

function valueIn(context: Context): (typeof values)[number] {
  return chosenIn(context).private ? 'on' : 'off'
}
