import { setTimeout as sleep } from 'node:timers/promises'
import { PermissionFlagsBits } from 'discord.js'
import type { Person } from '../discord/server/person.ts'
import type { Seen } from '../discord/server/seen.ts'
import type { Discord } from '../discord/server/start-discord.ts'
import { type Channel, type Message, pinMessage } from '../discord/server/world.ts'
import type { Chance } from './chance.ts'
import type { Asked, Kind, Ledger } from './ledger.ts'
import type { Load } from './load.ts'
import { cards, chatter, commands, questions } from './questions.ts'

/** A message that somebody may come back to. */
interface Topic {
  readonly message: Message
  readonly asked: Asked
}

/** Somebody with what they remember. */
interface Member {
  readonly person: Person
  readonly channels: readonly Channel[]
  readonly direct: Channel
  readonly topics: Topic[]
  /** The last answer with buttons. */
  seen?: Seen
}

/** What an ordinary person does, by how often. */
const acts = {
  ...{ question: 35, command: 12, mention: 5, direct: 8, chatter: 5, edit: 4, deletion: 3, followUp: 4 },
  ...{ slash: 20, typing: 6, press: 8, menu: 3, settings: 2, pin: 2, unpin: 2 },
}
type Act = keyof typeof acts

const settings = [{ language: 'it' }, { language: 'en' }, { language: 'zh-Hant' }, { 'private-answers': 'off' }]

/** How many messages somebody can come back to. */
const remembered = 10

/** Milliseconds between two acts of an ordinary person, on average. */
const pace = 2_400

/** People on a fake Discord, three who ask at leisure, a moderator among them, and one who asks too much at times. */
export function openDiscordLoad(
  discord: Discord,
  { ledger, chance }: { readonly ledger: Ledger; readonly chance: Chance },
): Load {
  const guild = discord.guild('Privacy')
  const channels = ['general', 'phones', 'computers', 'groups'].map((name) => discord.text(guild, name))
  const hall = discord.text(guild, 'hall')
  const enters = (name: string, locale: string, permissions?: bigint): Member => {
    const person = discord.person(name, locale)
    discord.join(guild, person, permissions)
    return { person, channels, direct: discord.direct(person), topics: [] }
  }
  const moderator = PermissionFlagsBits.ManageMessages | PermissionFlagsBits.PinMessages
  const members = [enters('anna', 'it'), enters('ben', 'zh-TW'), enters('mo', 'en-US', moderator)]
  const max = enters('max', 'en-US')
  const note = ({ user }: Person, kind: Kind, place: Channel, reactions: () => number): Asked =>
    ledger.note({ platform: 'discord', kind, place: place.id, asker: user.id, at: Date.now(), reactions })

  const post = (
    { person, topics }: Member,
    channel: Channel,
    text: string,
    kind: Kind = 'question',
    replyTo?: Message,
  ) => {
    const message = person.post(channel, text, replyTo)
    const asked = note(person, kind, channel, () => repliesTo(message, discord.bot.id))
    if (kind !== 'question') return
    topics.push({ message, asked })
    if (topics.length > remembered) topics.shift()
  }
  /** Something whose reaction is seen at once or never. */
  const use = async (member: Member, channel: Channel, kind: Kind, work: () => Promise<unknown>) => {
    let seen = 0
    note(member.person, kind, channel, () => seen)
    const result = await work().catch(() => undefined)
    if (result === undefined) return
    seen = 1
    if (isSeen(result) && result.buttons.length > 0) member.seen = result
  }

  const act = async (member: Member, what: Act): Promise<void> => {
    const { person, direct, topics } = member
    const channel = chance.pick(member.channels)
    const slash = (path: string, values = {}) =>
      use(member, channel, 'interaction', () => person.slash(channel, `messenger ${path}`, values))
    switch (what) {
      case 'question':
        return post(member, channel, `!messenger ${chance.pick(questions)}`)
      case 'command':
        return post(member, channel, `!messenger ${chance.pick(commands)}`)
      case 'mention':
        return post(member, channel, `<@${discord.bot.id}> ${chance.pick(questions)}`)
      case 'direct':
        return post(member, direct, chance.pick(questions), 'direct question')
      case 'chatter':
        return post(member, channel, chance.pick(chatter), 'chatter')
      case 'slash':
        return slash('ask', { question: chance.pick(questions) })
      case 'settings':
        return slash('settings', chance.pick(settings))
      case 'pin':
      case 'unpin':
        return slash(what, { card: chance.pick(cards) })
      case 'typing':
        return use(member, channel, 'interaction', () => person.type(channel, 'messenger card', 'messenger', 'si'))
      case 'press':
        return press(member)
    }
    const [topic] = topics.splice(0, 1)
    if (topic) await returnTo(member, topic, what)
  }
  const press = async (member: Member) => {
    const { person, seen } = member
    // The last button takes the answer away, which is an act of its own.
    const button = seen?.buttons.at(0)
    if (!seen || button === undefined) return
    delete member.seen
    if (seen.buttons.length > 1 && !seen.private)
      await use(member, seen.message.channel, 'interaction', () => person.press(seen, button))
  }
  const returnTo = async (member: Member, { message, asked }: Topic, what: Act) => {
    const { person } = member
    const { channel } = message
    if (what === 'menu') return use(member, channel, 'interaction', () => person.menu('Which messengers?', message))
    if (repliesTo(message, discord.bot.id) !== 1) return
    if (what === 'edit')
      return use(member, channel, 'edit', () => person.edit(message, '!messenger compare molly simplex briar'))
    if (what === 'deletion') {
      asked.isWithdrawn = true
      return use(member, channel, 'deletion', () => person.remove(message).then(() => true))
    }
    const answer = [...channel.messages.values()].find(({ replyTo }) => replyTo === message)
    if (answer) post(member, channel, 'briar', 'question', answer)
  }

  return {
    run: async (signal) => {
      const doing = new Set<Promise<unknown>>()
      const lives = async (member: Member) => {
        while (!signal.aborted) {
          await sleep(pace * 2 * chance.next(), undefined, { signal }).catch(() => undefined)
          if (signal.aborted) return
          const done = act(member, chance.weigh(acts)).finally(() => doing.delete(done))
          doing.add(done)
        }
      }
      await Promise.all(members.map(lives))
      await Promise.all(doing)
    },
    burst: async (count) => {
      for (let asked = 0; asked < count; asked++) {
        post(max, hall, `!messenger ${chance.pick(commands)}`)
        await sleep(100)
      }
    },
    unsent: () => 0,
  }
}

function isSeen(result: unknown): result is Seen {
  return typeof result === 'object' && result !== null && 'buttons' in result
}

/** How often the bot replied to a message. */
function repliesTo(question: Message, bot: string): number {
  const answers = [...question.channel.messages.values()].filter(
    ({ replyTo, author, type }) => replyTo === question && author.id === bot && type !== pinMessage,
  )
  return answers.length
}
