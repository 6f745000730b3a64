import type { Context } from '../commands/command.ts'
import { keepingIn } from '../keeping/keeping.ts'
import { auto, chosenIn, optionsOf, type Setting } from './setting.ts'

const values = ['on', 'off'] as const

/** Whether the operator may keep the text of questions that were not understood. */
export const keepQuestionsSetting: Setting = {
  name: 'keep-questions',
  key: 'keepQuestions',
  example: 'off',
  values,
  read: (_, value) => {
    if (value === 'off') return { keepQuestions: false }
    return value === 'on' || value === auto ? { keepQuestions: undefined } : undefined
  },
  show: (context) => context.voice.say(`settings.keepQuestions.${valueIn(context)}`),
  valid: ({ voice }) => voice.choice(values),
  options: (context) =>
    optionsOf(values, (value) => context.voice.say(`settings.keepQuestions.${value}`), valueIn(context)),
  concerns: (context) =>
    valueIn(context) === 'off' || keepingIn(context.state, context.keepQuestions, context.place) !== 'unwanted',
}

function valueIn(context: Context): (typeof values)[number] {
  return chosenIn(context).keepQuestions === false ? 'off' : 'on'
}
