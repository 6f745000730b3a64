import { keepPrivate } from '../../support/privacy-watch.ts'
import { awaitChange, withPatience } from './await-change.ts'
import { menuData, slashData, type Values } from './command-data.ts'
import { interactionEvent } from './interaction-event.ts'
import { type Interaction, interactionType } from './interactions.ts'
import { isPresent } from './permissions.ts'
import { presentMessage } from './present.ts'
import { componentsOf } from './read-message.ts'
import { button, type SentComponent } from './rules/components.ts'
import { type Seen, seeOutcome } from './seen.ts'
import { messageOf, type On, type Self } from './self.ts'
import type { Channel, Message } from './world.ts'

/** How an interaction reaches the bot. */
export interface Delivery {
  /** How many milliseconds old it is by then. */
  readonly age?: number
}

/** What a person does with commands, buttons and lists. */
export function createUsing(self: Self) {
  const { service, patience } = self
  const { world, bot, commands } = service
  const start = createStarting(self)

  const place = (channel: Channel) => ({ kind: channel.kind, withBot: isPresent(channel, bot.id) })
  const outcomeOf = ({ outcome }: Interaction, what: string) => withPatience(patience, `an answer to ${what}`, outcome)
  const use = async (what: string, interaction: Interaction) => seeOutcome(await outcomeOf(interaction, what), world)

  const touch = (on: On, find: (component: SentComponent) => boolean, name: string, more?: Picked, age?: number) => {
    const message = messageOf(on)
    const found = findComponent(message, self, find, name)
    const data = { custom_id: found.custom_id, component_type: found.type, id: found.id ?? 0, ...more?.(found) }
    return start(interactionType.component, message.channel, data, message, age)
  }
  const press = (on: On, name: string, age?: number) =>
    touch(
      on,
      ({ type, label, custom_id }) => type === button && (label === name || custom_id === name),
      name,
      undefined,
      age,
    )

  return {
    /** Uses a slash command, such as `messenger compare`. */
    slash: (channel: Channel, path: string, values: Values = {}, { age }: Delivery = {}): Promise<Seen> => {
      for (const value of Object.values(values)) keepPrivate(String(value))
      const data = slashData(commands.all(), path, values, place(channel))
      return use(`/${path}`, start(interactionType.command, channel, data, undefined, age))
    },
    /** Types into an option of a slash command and waits for what completes it, as named in their language. */
    type: async (channel: Channel, path: string, option: string, partial: string, others: Values = {}) => {
      const data = slashData(commands.all(), path, { ...others, [option]: partial }, place(channel), option)
      const outcome = await outcomeOf(start(interactionType.autocomplete, channel, data), `typing "${partial}"`)
      if (outcome.kind !== 'choices') throw new Error(`Choices were expected, not ${outcome.kind}`)
      return outcome.choices.map(({ name, value, name_localizations }) => ({
        name: name_localizations?.[self.locale] ?? name,
        value,
      }))
    },
    /** Presses a button, known by its label or custom id. */
    press: (on: On, name: string, { age }: Delivery = {}): Promise<Seen> => use(`"${name}"`, press(on, name, age)),
    /** Presses a button that takes its message away, and waits until it is gone and the press acknowledged. */
    pressAway: async (on: On, name: string): Promise<void> => {
      const gone = awaitChange(patience, 'the message to go', (change) =>
        change.kind === 'message-deleted' && change.message === messageOf(on) ? true : undefined,
      )
      await Promise.all([gone, withPatience(patience, `an answer to "${name}"`, press(on, name).acknowledged)])
    },
    /** Chooses from a list, known by what it asks or its custom id; an option is known by label or value. */
    choose: (on: On, name: string, chosen: string, { age }: Delivery = {}): Promise<Seen> => {
      const isList = ({ options, placeholder, custom_id }: SentComponent) =>
        options !== undefined && (placeholder === name || custom_id === name)
      return use(`"${name}"`, touch(on, isList, name, pick(chosen), age))
    },
    /** Uses a command in the menu of a message. */
    menu: (name: string, on: On): Promise<Seen> => {
      const message = messageOf(on)
      const { channel } = message
      const data = menuData(commands.all(), name, message.id, presentMessage(message), place(channel))
      return use(`"${name}"`, start(interactionType.command, channel, data))
    },
  }
}

type Picked = (component: SentComponent) => { readonly values: readonly string[] }

function pick(wanted: string): Picked {
  return ({ custom_id, options = [] }) => {
    const option = options.find(({ label, value }) => label === wanted || value === wanted)
    if (!option)
      throw new Error(`"${custom_id}" has no "${wanted}" but ${options.map(({ label }) => label).join(', ')}`)
    return { values: [option.value] }
  }
}

/** Begins interactions and lets the bot hear of them. */
function createStarting({ user, locale, service, gateway }: Self) {
  return (type: number, channel: Channel, data: object, message?: Message, age = 0): Interaction => {
    const onlyForUser = !isPresent(channel, service.bot.id)
    const about = { type, user, channel, onlyForUser, ...(message ? { message } : {}) }
    const interaction = service.interactions.start(about, age)
    gateway.dispatch(channel.guild?.id, 'INTERACTION_CREATE', interactionEvent(interaction, data, locale, service))
    return interaction
  }
}

/** A component that somebody sees and can use. */
function findComponent(
  message: Message,
  { user }: Self,
  find: (component: SentComponent) => boolean,
  name: string,
): SentComponent {
  if (message.onlyFor !== undefined && message.onlyFor !== user.id)
    throw new Error(`${user.username} does not see this message`)
  const all = componentsOf(message)
  const found = all.find(find)
  const names = all.flatMap(({ label, placeholder }) => label ?? placeholder ?? [])
  if (!found) throw new Error(`There is no "${name}" on the message but ${names.join(', ')}`)
  if (found.disabled) throw new Error(`"${name}" is disabled`)
  return found
}
