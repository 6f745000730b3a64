import { isolate } from '../language/direction.ts'
import { auto, chosenIn, type Setting } from './setting.ts'

/** A sign that no sentence begins with, and a short word: messages of people are not taken for commands. */
export const prefixes = /^[!?.;:$%&+=~^]{1,2}[a-z\d_-]{0,20}$/i

/** What commands begin with. */
export const prefixSetting: Setting = {
  name: 'prefix',
  key: 'prefix',
  example: '!m',
  read: ({ usualPrefix }, value) => {
    if (value === auto || value === usualPrefix) return { prefix: undefined }
    return prefixes.test(value) ? { prefix: value } : undefined
  },
  show: (context) => isolate(chosenIn(context).prefix ?? context.usualPrefix),
  valid: ({ voice, usualPrefix }) =>
    voice.say('settings.validPrefix', { example: isolate('!m'), usual: isolate(usualPrefix) }),
}
