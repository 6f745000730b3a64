import { auto, chosenIn, type Setting } from './setting.ts'

/** Fewer questions than the operator allows; never more. */
export function limitSetting(name: string, key: 'perAsker' | 'perPlace'): Setting {
  return {
    ...{ name, key, example: '5' },
    read: ({ limits }, value) => {
      const count = /^\d{1,6}$/.test(value) ? Number(value) : 0
      if (value === auto || count === limits[key].count) return { [key]: undefined }
      return count > 0 && count < limits[key].count ? { [key]: count } : undefined
    },
    show: (context) => {
      const { count: allowed, seconds } = context.limits[key]
      const count = Math.min(chosenIn(context)[key] ?? allowed, allowed)
      return context.voice.say('settings.limit', { count, seconds: String(seconds) })
    },
    valid: ({ voice, limits }) => voice.say('settings.validLimit', { count: limits[key].count }),
  }
}
