import type { APIUser } from 'discord.js'
import { awaitChange, type Patience, withPatience } from './await-change.ts'
import { menuData, slashData, type Values } from './command-data.ts'
import type { Gateway } from './gateway.ts'
import { interactionEvent } from './interaction-event.ts'
import { type Interaction, interactionType, type Outcome } from './interactions.ts'
import { isPresent } from './permissions.ts'
import { presentMessage } from './present.ts'
import { componentsOf } from './read-message.ts'
import { button, type SentComponent } from './rules/components.ts'
import { type Seen, see, seeOutcome } from './seen.ts'
import type { Service } from './service.ts'
import type { Change, Channel, Message } from './world.ts'

/** What a person acts on: a message, or what they saw of it. */
type On = Message | Pick<Seen, 'message'>

/** How a person writes or uses something. */
export interface Manner {
  readonly replyTo?: On
  /** How many milliseconds an interaction is old when the bot hears of it. */
  readonly late?: number
}

/** Somebody who talks with the bot. What they do returns what they then see of it. */
export function createPerson(user: APIUser, locale: string, service: Service, gateway: Gateway, patience: Patience) {
  const { world, bot, interactions, commands } = service

  const start = (type: number, channel: Channel, data: object, message?: Message, late = 0): Interaction => {
    const about = { type, user, channel, onlyForUser: !isPresent(channel, bot.id), ...(message ? { message } : {}) }
    const interaction = interactions.start(about, late)
    gateway.dispatch(channel.guild?.id, 'INTERACTION_CREATE', interactionEvent(interaction, data, locale, service))
    return interaction
  }
  const outcomeOf = (interaction: Interaction, what: string): Promise<Outcome> =>
    withPatience(patience, `an answer to ${what}`, interaction.outcome)
  const use = async (what: string, interaction: Interaction) => seeOutcome(await outcomeOf(interaction, what), world)
  const place = (channel: Channel) => ({ kind: channel.kind, withBot: isPresent(channel, bot.id) })

  const post = (channel: Channel, content: string, { replyTo }: Manner = {}): Message => {
    const mentions = [...content.matchAll(/<@!?(\d+)>/g)].flatMap(([, id = '']) => world.users.get(id) ?? [])
    const earlier = replyTo && messageOf(replyTo)
    const replied = earlier ? { type: 19, replyTo: earlier } : {}
    return world.addMessage(channel, user, {
      content,
      ...replied,
      mentions: [...new Set(earlier ? [...mentions, earlier.author] : mentions)],
    })
  }
  const answerTo = (message: Message) => (change: Change) => {
    if (change.kind !== 'message-created' && change.kind !== 'message-edited') return undefined
    return isAnswer(change.message, message, bot) ? see(change.message, world) : undefined
  }
  const component = (on: On, named: (component: SentComponent) => boolean, name: string) => {
    const message = messageOf(on)
    if (message.onlyFor !== undefined && message.onlyFor !== user.id)
      throw new Error(`${user.username} does not see this message`)
    const found = componentsOf(message).find(named)
    if (!found) throw new Error(`There is no "${name}" on ${JSON.stringify(see(message, world), ['text', 'buttons'])}`)
    if (found.disabled) throw new Error(`"${name}" is disabled`)
    return { message, found }
  }
  const press = (on: On, name: string, { late }: Manner = {}): Interaction => {
    const { message, found } = component(
      on,
      ({ type, label, custom_id }) => type === button && (label === name || custom_id === name),
      name,
    )
    const data = { custom_id: found.custom_id, component_type: found.type, id: found.id ?? 0 }
    return start(interactionType.component, message.channel, data, message, late)
  }

  return {
    user,
    /** How to mention them. */
    mention: `<@${user.id}>`,
    /** Writes a message and waits for nothing. */
    post,
    /** Writes a message and waits for its answer. */
    say: (channel: Channel, text: string, manner?: Manner): Promise<Seen> => {
      const question = post(channel, text, manner)
      return awaitChange(patience, `an answer to "${text}"`, answerTo(question))
    },
    /** Waits for the next message of the bot in a channel that they can see. */
    next: (channel: Channel): Promise<Seen> =>
      awaitChange(patience, 'a message of the bot', (change) => {
        if (change.kind !== 'message-created') return undefined
        const { message } = change
        const isForMe = message.onlyFor === undefined || message.onlyFor === user.id
        return message.channel === channel && message.author === bot && isForMe ? see(message, world) : undefined
      }),
    /** Uses a slash command, such as `messenger compare`. */
    slash: (channel: Channel, path: string, values: Values = {}, { late }: Manner = {}): Promise<Seen> => {
      const data = slashData(commands.all(), path, values, place(channel))
      return use(`/${path}`, start(interactionType.command, channel, data, undefined, late))
    },
    /** Types into an option of a slash command and waits for what completes it, as named in their language. */
    type: async (channel: Channel, path: string, option: string, partial: string, others: Values = {}) => {
      const data = slashData(commands.all(), path, { ...others, [option]: partial }, place(channel), option)
      const outcome = await outcomeOf(start(interactionType.autocomplete, channel, data), `typing "${partial}"`)
      if (outcome.kind !== 'choices') throw new Error('Choices were expected')
      return outcome.choices.map(({ name, value, name_localizations }) => ({
        name: name_localizations?.[locale] ?? name,
        value,
      }))
    },
    /** Presses a button, known by its label or custom id. */
    press: (on: On, name: string, manner?: Manner): Promise<Seen> => use(`"${name}"`, press(on, name, manner)),
    /** Presses a button that takes its message away, and waits until it is gone. */
    pressAway: async (on: On, name: string): Promise<void> => {
      const gone = awaitChange(patience, 'the message to go', (change) =>
        change.kind === 'message-deleted' && change.message === messageOf(on) ? true : undefined,
      )
      await Promise.all([gone, withPatience(patience, `an answer to "${name}"`, press(on, name).acknowledged)])
    },
    /** Chooses from a list, known by what it asks or its custom id; options are known by label or value. */
    choose: (on: On, name: string, ...chosen: readonly string[]): Promise<Seen> => {
      const { message, found } = component(
        on,
        ({ options, placeholder, custom_id }) => options !== undefined && (placeholder === name || custom_id === name),
        name,
      )
      const values = chosen.map((wanted) => {
        const option = found.options?.find(({ label, value }) => label === wanted || value === wanted)
        if (!option) throw new Error(`"${name}" has no "${wanted}"`)
        return option.value
      })
      const data = { custom_id: found.custom_id, component_type: found.type, id: found.id ?? 0, values }
      return use(`"${name}"`, start(interactionType.component, message.channel, data, message))
    },
    /** Uses a command in the menu of a message. */
    menu: (name: string, on: On): Promise<Seen> => {
      const message = messageOf(on)
      const { channel } = message
      const data = menuData(commands.all(), name, message.id, presentMessage(message), place(channel))
      return use(`"${name}"`, start(interactionType.command, channel, data))
    },
    /** Edits their message and waits until the bot answers, anew or by editing its answer. */
    edit: (message: Message, content: string): Promise<Seen> => {
      const seen = awaitChange(patience, `an answer to "${content}"`, answerTo(message))
      world.editMessage(message, { content })
      return seen
    },
    /** Deletes their message and waits until the bot's answers to it are gone, if there are any. */
    remove: async (message: Message): Promise<void> => {
      const answers = [...message.channel.messages.values()].filter((one) => one.replyTo === message)
      const gone = answers.map((answer) =>
        awaitChange(patience, 'the answer to go', (change) =>
          change.kind === 'message-deleted' && change.message === answer ? true : undefined,
        ),
      )
      world.deleteMessage(message)
      await Promise.all(gone)
    },
    /** All that they see of the bot in a channel. */
    sees: (channel: Channel): readonly Seen[] =>
      [...channel.messages.values()]
        .filter(({ author, onlyFor }) => author === bot && (onlyFor === undefined || onlyFor === user.id))
        .map((message) => see(message, world)),
  }
}

export type Person = ReturnType<typeof createPerson>

function messageOf(on: On): Message {
  return 'message' in on ? on.message : on
}

/** The bot answers by a reply, or by what follows without being a reply to something else. */
function isAnswer(answer: Message, question: Message, bot: APIUser): boolean {
  const isReply = answer.replyTo === question || (answer.replyTo === undefined && answer.interaction === undefined)
  return answer.author === bot && answer.channel === question.channel && answer.onlyFor === undefined && isReply
}
