import type { Context } from '../commands/command.ts'
import { chosenIn, optionsOf, type Setting } from './setting.ts'

/** For all channels at once, and for the one where it is chosen. */
const general = ['everywhere', 'mentions'] as const
const single = ['here', 'not-here'] as const

/** Which messages are answered. */
export const listenSetting: Setting = {
  name: 'listen',
  key: 'listen',
  example: 'mentions',
  values: [...general, ...single],
  read: (context, value) => {
    const listen = general.find((one) => one === value)
    if (listen) return { listen }
    if (!hasChannels(context) || (value !== 'here' && value !== 'not-here')) return undefined
    const { id } = context.place
    const others = channelsIn(context).filter((channel) => channel !== id)
    const channels = value === 'here' ? [...others, id] : others
    return { listen: channels.length > 0 ? channels : undefined }
  },
  show: (context) => {
    const { voice } = context
    const { listen = 'everywhere' } = chosenIn(context)
    if (typeof listen === 'string') return voice.say(`settings.listens.${listen}`)
    const here = voice.say(`settings.listens.${isListed(context) ? 'here' : 'not-here'}`)
    return voice.say('settings.listens.channels', { count: listen.length, here })
  },
  valid: (context) => context.voice.choice([...general, ...(hasChannels(context) ? single : [])]),
  options: (context) => {
    const { listen = 'everywhere' } = chosenIn(context)
    const here = isListed(context)
    const channel = here ? single : (['here'] as const)
    const values = [...general, ...(hasChannels(context) ? channel : [])]
    return optionsOf(values, (value) => context.voice.say(`settings.listens.${value}`), here ? 'here' : listen)
  },
}

function hasChannels({ place }: Context): boolean {
  return place.partOf !== undefined
}

/** The ids of the channels that were chosen. */
function channelsIn(context: Context): readonly string[] {
  const { listen } = chosenIn(context)
  return Array.isArray(listen) ? listen : []
}

function isListed(context: Context): boolean {
  return channelsIn(context).includes(context.place.id)
}
